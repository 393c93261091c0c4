package io.byteor.schemas.bundle.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.byteor.schemas.bundle.DocumentSchema;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads rules, member by member. */
final class RuleReader {
    /** A constant that takes the place of many values must not be the larger part of a bundle. */
    private static final int LONGEST_CONSTANT = 1_000;

    private static final String REMOVE = "remove";
    private static final String REPLACE = "replace";
    private static final String PSEUDONYM = "pseudonym";
    private static final List<String> ON_VALUES = List.of(REMOVE, REPLACE, PSEUDONYM);
    /** A title is always there. */
    private static final List<String> ON_TITLES = List.of(REPLACE, PSEUDONYM);
    /** Files are not looked into. */
    private static final List<String> ON_FILES = List.of(REMOVE, "keep");

    private static final String SCOPES = "payload, key, header, environment, policy-audit, title or files is expected";

    private final JsonFields fields;
    private final int index;

    private RuleReader(JsonFields fields, int index) {
        this.fields = fields;
        this.index = index;
    }

    static List<RedactionRule> read(JsonFields document) {
        String version = document.string("formatVersion");
        if (!version.equals(RedactionRules.FORMAT_VERSION)) {
            throw new ByteorException(
                    ErrorCode.FORMAT_VERSION_UNKNOWN,
                    "this release reads redaction rules of format " + RedactionRules.FORMAT_VERSION,
                    "/formatVersion",
                    version);
        }
        List<JsonFields> objects = document.objects("rules");
        if (objects.isEmpty() || objects.size() > RedactionRules.MOST) {
            throw document.refusal("rules", "1 to " + RedactionRules.MOST + " rules are expected");
        }
        document.end();
        List<RedactionRule> rules = new ArrayList<>();
        for (JsonFields rule : objects) {
            rules.add(new RuleReader(rule, rules.size()).rule());
        }
        return rules;
    }

    private RedactionRule rule() {
        RedactionRule rule = switch (fields.string("scope")) {
            case "payload" -> payload();
            case "key" -> rule(new Scope.Key(lanes()), action(ON_VALUES, this::text));
            case "header" -> rule(new Scope.Header(lanes(), header()), action(ON_VALUES, this::text));
            case "environment" -> document(DocumentSchema.ENVIRONMENT);
            case "policy-audit" -> document(DocumentSchema.POLICY_AUDIT);
            case "title" -> rule(new Scope.Title(), action(ON_TITLES, this::text));
            case "files" -> rule(new Scope.Files(files()), action(ON_FILES, this::text));
            default -> throw fields.refusal("scope", SCOPES);
        };
        fields.end();
        return rule;
    }

    private RedactionRule rule(Scope scope, Action action) {
        return new RedactionRule(index, scope, action, fields.canonical());
    }

    private RedactionRule payload() {
        String given = fields.optionalString("path");
        JsonPath path = given == null ? null : path(given);
        Action action = action(ON_VALUES, this::constant);
        if (path != null && path.isRoot() && action instanceof Action.Remove) {
            throw fields.refusal("path", "a rule that removes whole payloads has no path; a path below $ is expected");
        }
        return rule(new Scope.Payload(lanes(), path), action);
    }

    private RedactionRule document(DocumentSchema document) {
        JsonPath path = path(fields.string("path"));
        if (path.isRoot()) {
            throw fields.refusal("path", "a bundle has this document; a path below $ is expected");
        }
        return rule(new Scope.Document(document, path), action(ON_VALUES, this::constant));
    }

    private JsonPath path(String text) {
        try {
            return JsonPath.parse(text);
        } catch (IllegalArgumentException e) {
            throw fields.refusal("path", e.getMessage() + " (RFC 9535, names, indices and wildcards)");
        }
    }

    private String header() {
        String header = fields.string("header");
        if (header.isEmpty()) {
            throw fields.refusal("header", "the name of a header is expected");
        }
        return header;
    }

    private FilePattern files() {
        String files = fields.string("files");
        if (files.isEmpty()) {
            throw fields.refusal("files", "a pattern of paths below data/ is expected");
        }
        return FilePattern.parse(files);
    }

    private List<String> lanes() {
        return fields.names("lanes");
    }

    private Action action(List<String> possible, Supplier<JsonNode> constant) {
        String action = fields.string("action");
        if (!possible.contains(action)) {
            throw fields.refusal("action", "one of " + possible + " is expected");
        }
        return switch (action) {
            case REMOVE -> new Action.Remove();
            case REPLACE -> new Action.Replace(constant.get());
            case PSEUDONYM -> new Action.Pseudonym();
            default -> new Action.Keep();
        };
    }

    private JsonNode constant() {
        JsonNode constant = fields.value("with");
        if (constant.toString().length() > LONGEST_CONSTANT) {
            throw fields.refusal("with", "at most " + LONGEST_CONSTANT + " characters of JSON are expected");
        }
        return constant;
    }

    private JsonNode text() {
        String text = fields.string("with");
        if (text.length() > LONGEST_CONSTANT) {
            throw fields.refusal("with", "at most " + LONGEST_CONSTANT + " characters are expected");
        }
        return new TextNode(text);
    }
}

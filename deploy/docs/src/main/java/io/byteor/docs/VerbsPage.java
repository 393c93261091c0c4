package io.byteor.docs;

import io.byteor.cli.Byteor;
import io.byteor.cli.verb.ClientVerb;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The verbs of the command line as a page. */
final class VerbsPage implements Page {
    private static final String SHARED = ClientVerb.class.getPackageName();
    /** What all verbs take that ask a service; not told verb by verb. */
    private static final Set<String> OF_ALL = Set.of("--output", "--data", "--token", "--token-file", "--as", "--url");

    @Override
    public String fileName() {
        return "verbs.md";
    }

    @Override
    public String render() {
        List<CommandSpec> verbs = leaves(Byteor.commandLine()).toList();
        var overview = new MarkdownTable("verb", "does", "usual role");
        verbs.forEach(verb -> overview.row("`" + synopsis(verb) + "`", description(verb), role(verb)));
        StringBuilder page = new StringBuilder("""
                # Verbs

                Generated from `io.byteor.cli.Byteor`. A verb asks as its usual role unless it is told otherwise.

                """).append(overview);
        Map<String, String> shared = new LinkedHashMap<>();
        for (CommandSpec verb : verbs) {
            Map<String, String> own = new LinkedHashMap<>();
            verb.positionalParameters().forEach(it -> own.put(it.paramLabel(), text(it.description())));
            options(verb, VerbsPage::isShared).forEach(it -> shared.put(synopsis(it), text(it.description())));
            options(verb, it -> !isShared(it)).forEach(it -> own.put(synopsis(it), text(it.description())));
            String also = options(verb, VerbsPage::isShared)
                    .map(OptionSpec::longestName)
                    .filter(it -> !OF_ALL.contains(it))
                    .map(it -> "`" + it + "`")
                    .collect(Collectors.joining(", "));
            if (!own.isEmpty() || !also.isEmpty()) {
                page.append("\n## ").append(name(verb)).append("\n");
            }
            if (!own.isEmpty()) {
                page.append('\n').append(arguments(own));
            }
            if (!also.isEmpty()) {
                page.append("\nAnd ").append(also).append(": [below](#of-many-verbs).\n");
            }
        }
        return page.append("\n## Of many verbs\n\n").append(arguments(shared)).toString();
    }

    private static Stream<CommandSpec> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command.getCommandSpec())
                : command.getSubcommands().values().stream().flatMap(VerbsPage::leaves);
    }

    private static Stream<OptionSpec> options(CommandSpec verb, Predicate<OptionSpec> which) {
        return verb.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .filter(which);
    }

    /** Whether it comes from what verbs are made of, not from the verb. */
    private static boolean isShared(ArgSpec option) {
        return option.userObject() instanceof Field field
                && field.getDeclaringClass().getPackageName().equals(SHARED);
    }

    private static MarkdownTable arguments(Map<String, String> meanings) {
        var table = new MarkdownTable("argument", "meaning");
        meanings.forEach((argument, meaning) -> table.row("`" + argument + "`", meaning));
        return table;
    }

    private static String name(CommandSpec verb) {
        return verb.qualifiedName().substring(verb.root().name().length() + 1);
    }

    private static String synopsis(CommandSpec verb) {
        return Stream.concat(
                        Stream.of(name(verb)),
                        verb.positionalParameters().stream().map(ArgSpec::paramLabel))
                .collect(Collectors.joining(" "));
    }

    private static String synopsis(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String description(CommandSpec verb) {
        return text(verb.usageMessage().description());
    }

    private static String role(CommandSpec verb) {
        return verb.userObject() instanceof ClientVerb client ? client.usualRole() : "";
    }

    private static String text(String... lines) {
        return String.join(" ", lines);
    }
}

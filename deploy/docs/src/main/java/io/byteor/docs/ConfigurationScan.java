package io.byteor.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code @ConfigMapping} interfaces from source, because their Javadoc, which says what a key means, is not in the class
 * files. Parses only; nothing is resolved or run.
 */
final class ConfigurationScan {
    /** Groups of one kind, by names of the operator's own. */
    private static final Pattern NAMED = Pattern.compile("Map<String, (\\w+)>");

    private ConfigurationScan() {}

    /** The keys of every mapping in the file, in the order of declaration. */
    static List<ConfigurationKey> of(Path source) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjects(source);
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
            var keys = new ArrayList<ConfigurationKey>();
            DocTrees docs = DocTrees.instance(task);
            for (var unit : task.parse()) {
                var nested = new TreeMap<String, ClassTree>();
                new NestedTypes(nested).scan(unit, null);
                new Mappings(docs, nested, keys).scan(unit, null);
            }
            return keys;
        }
    }

    private static Optional<String> annotationValue(ModifiersTree modifiers, String annotation, String member) {
        return modifiers.getAnnotations().stream()
                .filter(a -> a.getAnnotationType().toString().equals(annotation))
                .flatMap(a -> a.getArguments().stream())
                .filter(argument -> name(argument).equals(member))
                .map(ConfigurationScan::literal)
                .findFirst();
    }

    private static String name(ExpressionTree argument) {
        return argument instanceof AssignmentTree assignment
                ? assignment.getVariable().toString()
                : "value";
    }

    private static String literal(ExpressionTree argument) {
        ExpressionTree value = argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
        return value instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : value.toString();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static final class NestedTypes extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final Map<String, ClassTree> types;

        NestedTypes(Map<String, ClassTree> types) {
            this.types = types;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            types.put(type.getSimpleName().toString(), type);
            return super.visitClass(type, nothing);
        }
    }

    private static final class Mappings extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees docs;
        private final Map<String, ClassTree> types;
        private final List<ConfigurationKey> keys;

        Mappings(DocTrees docs, Map<String, ClassTree> types, List<ConfigurationKey> keys) {
            this.docs = docs;
            this.types = types;
            this.keys = keys;
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
            return null;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            annotationValue(type.getModifiers(), "ConfigMapping", "prefix")
                    .ifPresent(prefix -> members(prefix, getCurrentPath(), type));
            return super.visitClass(type, nothing);
        }

        private void members(String prefix, TreePath path, ClassTree type) {
            for (var member : type.getMembers()) {
                if (member instanceof MethodTree method && method.getBody() == null) {
                    member(prefix, path, method);
                }
            }
        }

        private void member(String prefix, TreePath path, MethodTree method) {
            String name = annotationValue(method.getModifiers(), "WithName", "value")
                    .orElse(kebab(method.getName().toString()));
            String key = prefix + "." + name;
            String type = String.valueOf(method.getReturnType());
            Matcher named = NAMED.matcher(type);
            ClassTree group = types.get(named.matches() ? named.group(1) : type);
            if (group != null) {
                members(named.matches() ? key + ".\"name\"" : key, new TreePath(path, group), group);
                return;
            }
            DocCommentTree doc = docs.getDocCommentTree(new TreePath(path, method));
            keys.add(new ConfigurationKey(
                    key,
                    type,
                    annotationValue(method.getModifiers(), "WithDefault", "value")
                            .orElse(""),
                    doc == null ? "" : doc.getFullBody().toString().replaceAll("\\s+", " ")));
        }
    }
}

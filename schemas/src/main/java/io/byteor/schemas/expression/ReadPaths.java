package io.byteor.schemas.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON value that an expression can read, as a tree. A node without members is read whole. What is no object
 * where the tree has members is read whole too, so that an expression fails on it as it would have. Immutable once made.
 */
final class ReadPaths {
    private static final String INDEX = "_[_]";

    private final String name;
    private final byte[] utf8;
    private final long hash;
    private final List<ReadPaths> members = new ArrayList<>();
    private boolean whole;

    private ReadPaths(String name) {
        this.name = name;
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
        this.hash = JsonNames.hash(utf8);
    }

    /** What is read of the variable; empty where it is not read, or read as a whole somewhere. */
    static Optional<ReadPaths> of(CelAbstractSyntaxTree tree, String variable) {
        ReadPaths root = new ReadPaths("");
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == Kind.IDENT
                        && node.expr().ident().name().equals(variable))
                .forEach(root::add);
        return root.members.isEmpty() || root.whole ? Optional.empty() : Optional.of(root);
    }

    private void add(CelNavigableExpr identifier) {
        ReadPaths node = this;
        CelNavigableExpr at = identifier;
        while (true) {
            CelNavigableExpr parent = at.parent().orElse(null);
            String member = parent == null ? null : member(parent.expr(), at.id());
            if (parent == null || member == null) {
                node.whole = true;
                return;
            }
            node = node.child(member);
            at = parent;
        }
    }

    /** The member that an expression reads of the operand with this id, if that is what it does. */
    private static @Nullable String member(CelExpr parent, long operand) {
        if (parent.exprKind().getKind() == Kind.SELECT
                && parent.select().operand().id() == operand) {
            return parent.select().field();
        }
        if (parent.exprKind().getKind() == Kind.CALL && parent.call().function().equals(INDEX)) {
            ImmutableList<CelExpr> arguments = parent.call().args();
            CelExpr index = arguments.get(1);
            if (arguments.get(0).id() == operand
                    && index.exprKind().getKind() == Kind.CONSTANT
                    && index.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
                return index.constant().stringValue();
            }
        }
        return null;
    }

    private ReadPaths child(String member) {
        for (ReadPaths known : members) {
            if (known.name.equals(member)) {
                return known;
            }
        }
        ReadPaths added = new ReadPaths(member);
        members.add(added);
        return added;
    }

    String name() {
        return name;
    }

    /** Whether all of the value is read, whatever it is. */
    boolean isWhole() {
        return whole || members.isEmpty();
    }

    /** Whether whoever was given what this names needs no more to read what the other names. */
    boolean cover(ReadPaths other) {
        if (this == other || isWhole()) {
            return true;
        }
        if (other.isWhole()) {
            return false;
        }
        for (ReadPaths wanted : other.members) {
            ReadPaths given = member(wanted.hash, wanted.utf8, 0, wanted.utf8.length);
            if (given == null || !given.cover(wanted)) {
                return false;
            }
        }
        return true;
    }

    /** The member of this name, which stands in UTF-8 in the array; null where it is not read. */
    @Nullable
    ReadPaths member(long nameHash, byte[] bytes, int from, int to) {
        for (ReadPaths member : members) {
            if (member.hash == nameHash && Arrays.equals(member.utf8, 0, member.utf8.length, bytes, from, to)) {
                return member;
            }
        }
        return null;
    }
}

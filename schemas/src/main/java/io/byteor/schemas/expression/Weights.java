package io.byteor.schemas.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which values count for the {@link Meter} when an expression is evaluated, by the node that gives them: those that something
 * larger is built of, those whose length says how long a search takes, and all inside of comprehensions. Most expressions have
 * none, and are evaluated without a meter. Immutable once made.
 */
final class Weights {
    /** A text of this length is found in another about as fast as one of a single character. */
    private static final int SHORT = 256;

    private static final Set<String> BUILDING = Set.of("_+_", "string", "bytes");

    /** How a value counts. */
    enum Weight {
        NONE,
        /** As everything in it: CEL goes through all of a list or map whenever a node gives it. */
        READ,
        /** As what takes memory of its own, too. */
        BUILT,
        /** As a text that a regular expression is run on. */
        MATCHED,
        /** As a text in which another is sought. */
        SOUGHT_IN,
        /** As the other. */
        SOUGHT
    }

    private final Weight[] byNode;

    private Weights(Weight[] byNode) {
        this.byNode = byNode;
    }

    /** Empty where nothing has any weight. */
    static Optional<Weights> of(CelAbstractSyntaxTree tree) {
        List<CelNavigableExpr> nodes =
                CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
        long last = nodes.stream().mapToLong(CelNavigableExpr::id).max().orElse(0);
        Weight[] byNode = new Weight[Math.toIntExact(last) + 1];
        Arrays.fill(byNode, Weight.NONE);
        Weights weights = new Weights(byNode);
        nodes.forEach(weights::weigh);
        nodes.stream().filter(node -> node.getKind() == Kind.CALL).forEach(weights::weighOperands);
        return Arrays.stream(byNode).allMatch(weight -> weight == Weight.NONE)
                ? Optional.empty()
                : Optional.of(weights);
    }

    /** Of the value that the node of this id gives. */
    Weight of(long node) {
        return byNode[(int) node];
    }

    private void weigh(CelNavigableExpr node) {
        if (repeats(node)) {
            boolean makes = node.getKind() == Kind.LIST || node.getKind() == Kind.MAP;
            set(node.expr(), makes ? Weight.BUILT : Weight.READ);
        }
    }

    private void weighOperands(CelNavigableExpr node) {
        CelExpr.CelCall call = node.expr().call();
        List<CelExpr> operands = new ArrayList<>();
        call.target().ifPresent(operands::add);
        operands.addAll(call.args());
        String function = call.function();
        if (BUILDING.contains(function) && operands.stream().noneMatch(Weights::accumulates)) {
            operands.forEach(operand -> set(operand, Weight.BUILT));
        } else if (function.equals("matches")) {
            set(operands.getFirst(), Weight.MATCHED);
        } else if (function.equals("contains") && (repeats(node) || !isShort(operands.getLast()))) {
            set(operands.getFirst(), Weight.SOUGHT_IN);
            set(operands.getLast(), Weight.SOUGHT);
        }
    }

    private static boolean isShort(CelExpr text) {
        return text.getKind() == Kind.CONSTANT
                && text.constant().getKind() == CelConstant.Kind.STRING_VALUE
                && text.constant().stringValue().length() <= SHORT;
    }

    /** Whether it is what a comprehension has so far, to which it adds in place: no name that one can write begins so. */
    private static boolean accumulates(CelExpr operand) {
        return operand.getKind() == Kind.IDENT && operand.ident().name().startsWith("@");
    }

    private static boolean repeats(CelNavigableExpr node) {
        for (Optional<CelNavigableExpr> up = node.parent();
                up.isPresent();
                up = up.get().parent()) {
            if (up.get().getKind() == Kind.COMPREHENSION) {
                return true;
            }
        }
        return false;
    }

    private void set(CelExpr node, Weight weight) {
        byNode[(int) node.id()] = weight;
    }
}

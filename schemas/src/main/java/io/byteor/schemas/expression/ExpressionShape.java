package io.byteor.schemas.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.Optional;

/** How large an expression's tree is, macros expanded: what cel-java's own parser limits do not see. */
record ExpressionShape(int nodes, int depth, int comprehensionNesting) {
    static ExpressionShape of(CelAbstractSyntaxTree tree) {
        var all = CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
        int depth = 0;
        int nesting = 0;
        for (CelNavigableExpr node : all) {
            depth = Math.max(depth, node.depth());
            if (node.getKind() == Kind.COMPREHENSION) {
                nesting = Math.max(nesting, nestingAt(node));
            }
        }
        return new ExpressionShape(all.size(), depth, nesting);
    }

    private static int nestingAt(CelNavigableExpr comprehension) {
        int nesting = 1;
        for (Optional<CelNavigableExpr> up = comprehension.parent();
                up.isPresent();
                up = up.get().parent()) {
            if (up.get().getKind() == Kind.COMPREHENSION) {
                nesting++;
            }
        }
        return nesting;
    }

    void requireWithinLimits(String text, String place) {
        require(nodes, ExpressionLimits.NODES, "nodes", text, place);
        // A comprehension adds levels of its own to what was written.
        require(depth, 4 * ExpressionLimits.DEPTH, "levels", text, place);
        require(comprehensionNesting, ExpressionLimits.COMPREHENSION_NESTING, "nested comprehensions", text, place);
    }

    private static void require(int found, int most, String what, String text, String place) {
        if (found > most) {
            throw new ByteorException(
                    ErrorCode.EXPRESSION_INVALID,
                    "an expression has at most " + most + " " + what + ", not " + found,
                    place,
                    text);
        }
    }
}

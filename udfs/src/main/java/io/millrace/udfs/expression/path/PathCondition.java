package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import org.jspecify.annotations.Nullable;

/** A filter's condition on a node. */
@FunctionalInterface
interface PathCondition {
  boolean test(@Nullable Object node, @Nullable Object root) throws ExpressionException;
}

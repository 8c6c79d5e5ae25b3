package io.millrace.udfs.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.values.ErrorValue;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelEvaluationExceptionBuilder;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;

/** {@link Coalesce} for CEL's runtime, which hands errors over as values where it is not strict. */
record LenientBinding(String id, ImmutableList<Class<?>> classes) implements CelFunctionBinding {

  @Override
  public String getOverloadId() {
    return id;
  }

  @Override
  public ImmutableList<Class<?>> getArgTypes() {
    return classes;
  }

  @Override
  public CelFunctionOverload getDefinition() {
    return LenientBinding::first;
  }

  @Override
  public boolean isStrict() {
    return false;
  }

  private static Object first(Object[] arguments) throws CelEvaluationException {
    for (Object argument : arguments) {
      if (argument instanceof ErrorValue error) {
        if (!CelErrors.missing(error.value())) {
          throw CelEvaluationExceptionBuilder.newBuilder("%s", error.value().getMessage()).build();
        }
      } else if (!(argument instanceof NullValue)) {
        return argument;
      }
    }
    throw CelErrors.asCel(Coalesce.absent());
  }
}

package io.millrace.udfs.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import io.millrace.udfs.expression.function.Functions;
import io.millrace.udfs.expression.function.MappingFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Our functions as CEL's type checker and CEL's runtime see them. */
final class CelFunctions {
  private CelFunctions() {}

  static List<CelFunctionDecl> declarations() {
    List<CelFunctionDecl> declarations = new ArrayList<>();
    Functions.all().forEach(function -> declarations.add(function.declaration()));
    declarations.add(coalesce());
    return declarations;
  }

  static List<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> bindings = new ArrayList<>();
    for (MappingFunction function : Functions.all()) {
      bindings.addAll(bindings(function));
    }
    List<CelFunctionBinding> lazy = new ArrayList<>();
    for (CelOverloadDecl overload : coalesce().overloads()) {
      lazy.add(new LenientBinding(overload.overloadId(), classes(overload)));
    }
    bindings.addAll(CelFunctionBinding.fromOverloads(Coalesce.NAME, lazy));
    return bindings;
  }

  /** The first argument with a value has the type of all. */
  private static CelFunctionDecl coalesce() {
    CelType any = TypeParamType.create("T");
    List<CelOverloadDecl> overloads = new ArrayList<>();
    for (int count = 2; count <= Coalesce.MOST_ARGUMENTS; count++) {
      overloads.add(
          CelOverloadDecl.newGlobalOverload(
              "millrace_coalesce_" + count, any, Collections.nCopies(count, any)));
    }
    return CelFunctionDecl.newFunctionDeclaration(Coalesce.NAME, overloads);
  }

  /**
   * Bound for any class of argument: the functions look at the values themselves, and for dyn the
   * checker may have named the overload of another type.
   */
  @SuppressWarnings("Immutable") // Of a function only the cache of parsed settings changes.
  private static List<CelFunctionBinding> bindings(MappingFunction function) {
    CelFunctionOverload body = arguments -> call(function, arguments);
    List<CelFunctionBinding> bindings = new ArrayList<>();
    for (CelOverloadDecl overload : function.overloads()) {
      bindings.add(binding(overload, body));
    }
    // CEL has a uint() of its own, whose dispatch must stay.
    return function.name().equals("uint")
        ? bindings
        : List.copyOf(CelFunctionBinding.fromOverloads(function.name(), bindings));
  }

  /** One and two arguments have ways of their own: the runtime's dispatch insists on them. */
  @SuppressWarnings("Immutable") // As above.
  private static CelFunctionBinding binding(CelOverloadDecl overload, CelFunctionOverload body) {
    String id = overload.overloadId();
    return switch (overload.parameterTypes().size()) {
      case 1 -> CelFunctionBinding.from(id, Object.class, a -> body.apply(new Object[] {a}));
      case 2 ->
          CelFunctionBinding.from(
              id, Object.class, Object.class, (a, b) -> body.apply(new Object[] {a, b}));
      default -> CelFunctionBinding.from(id, classes(overload), body);
    };
  }

  private static ImmutableList<Class<?>> classes(CelOverloadDecl overload) {
    return ImmutableList.copyOf(
        Collections.<Class<?>>nCopies(overload.parameterTypes().size(), Object.class));
  }

  private static Object call(MappingFunction function, Object[] arguments)
      throws CelEvaluationException {
    try {
      Object[] plain = Arrays.stream(arguments).map(CelValues::toPlain).toArray();
      return CelValues.toCel(function.call(plain));
    } catch (ExpressionException e) {
      throw CelErrors.asCel(e);
    }
  }
}

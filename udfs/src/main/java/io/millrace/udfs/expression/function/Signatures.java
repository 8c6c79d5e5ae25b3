package io.millrace.udfs.expression.function;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects a function's signatures, then makes the function. */
final class Signatures {
  /**
   * As a parameter: int or double. As a result: int or double where all numbers that go in are,
   * else dyn.
   */
  static final CelType NUMBER = TypeParamType.create("number");

  private final String name;
  private final List<CelOverloadDecl> overloads = new ArrayList<>();
  private int firstSetting = Integer.MAX_VALUE;
  private boolean takesNull;

  private Signatures(String name) {
    this.name = name;
  }

  static Signatures of(String name) {
    return new Signatures(name);
  }

  /** {@code name(parameters…)}. */
  Signatures call(CelType result, CelType... parameters) {
    for (List<CelType> types : expand(List.of(parameters))) {
      overloads.add(CelOverloadDecl.newGlobalOverload(id("", types), result(result, types), types));
    }
    return this;
  }

  /** {@code name(first, rest…)} and {@code first.name(rest…)}. */
  Signatures both(CelType result, CelType... parameters) {
    call(result, parameters);
    for (List<CelType> types : expand(List.of(parameters))) {
      overloads.add(
          CelOverloadDecl.newMemberOverload(id("member_", types), result(result, types), types));
    }
    return this;
  }

  Signatures takingNull() {
    takesNull = true;
    return this;
  }

  MappingFunction is(FunctionBody body) {
    return new MappingFunction(name, overloads, firstSetting, takesNull, settings -> body);
  }

  MappingFunction prepared(int firstSetting, Preparation preparation) {
    this.firstSetting = firstSetting;
    return new MappingFunction(name, overloads, this.firstSetting, takesNull, preparation);
  }

  private String id(String kind, List<CelType> types) {
    return "millrace_"
        + kind
        + name
        + "_"
        + types.stream().map(CelType::name).collect(Collectors.joining("_"));
  }

  private static CelType result(CelType result, List<CelType> types) {
    if (result != NUMBER) {
      return result;
    }
    return types.stream().distinct().count() == 1 ? types.get(0) : SimpleType.DYN;
  }

  private static List<List<CelType>> expand(List<CelType> parameters) {
    List<List<CelType>> all = List.of(List.of());
    for (CelType parameter : parameters) {
      List<CelType> choices =
          parameter == NUMBER ? List.of(SimpleType.INT, SimpleType.DOUBLE) : List.of(parameter);
      List<List<CelType>> longer = new ArrayList<>();
      for (List<CelType> types : all) {
        for (CelType choice : choices) {
          List<CelType> one = new ArrayList<>(types);
          one.add(choice);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }
}

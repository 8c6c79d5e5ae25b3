package io.millrace.udfs.expression.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All functions that expressions have beyond CEL's own; coalesce, which is lazy, apart. */
public final class Functions {
  private static final Map<String, MappingFunction> BY_NAME = byName();

  private Functions() {}

  /** Every function. */
  public static List<MappingFunction> all() {
    return List.copyOf(BY_NAME.values());
  }

  /** The function of this name that takes so many arguments, or null. */
  public static @Nullable MappingFunction find(String name, int arguments) {
    MappingFunction function = BY_NAME.get(name);
    return function != null && function.takes(arguments) ? function : null;
  }

  private static Map<String, MappingFunction> byName() {
    Map<String, MappingFunction> functions = new LinkedHashMap<>();
    Stream.of(
            StructureFunctions.all(),
            ByteFunctions.all(),
            NumberFunctions.all(),
            TextFunctions.all(),
            TimeFunctions.all(),
            HashFunctions.all())
        .flatMap(List::stream)
        .forEach(function -> functions.put(function.name(), function));
    return functions;
  }
}

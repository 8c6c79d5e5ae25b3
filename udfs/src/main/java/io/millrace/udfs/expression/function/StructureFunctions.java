package io.millrace.udfs.expression.function;

import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;
import static io.millrace.udfs.expression.function.Signatures.NUMBER;

import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.expression.MapKeys;
import io.millrace.udfs.expression.path.JsonPath;
import io.millrace.udfs.expression.path.JsonPointer;
import io.millrace.udfs.expression.unit.UnitConversion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paths into values, lookup tables, units. */
final class StructureFunctions {
  private static final TypeParamType KEY = TypeParamType.create("K");
  private static final TypeParamType VALUE = TypeParamType.create("V");

  private StructureFunctions() {}

  static List<MappingFunction> all() {
    return List.of(
        Signatures.of("pointer")
            .takingNull()
            .call(DYN, DYN, STRING)
            .prepared(1, StructureFunctions::pointer),
        Signatures.of("path")
            .takingNull()
            .call(DYN, DYN, STRING)
            .prepared(1, StructureFunctions::path),
        Signatures.of("unit")
            .call(SimpleType.DOUBLE, NUMBER, STRING, STRING)
            .prepared(1, StructureFunctions::unit),
        Signatures.of("lookup")
            .takingNull()
            .call(VALUE, KEY, MapType.create(KEY, VALUE))
            .call(VALUE, KEY, MapType.create(KEY, VALUE), VALUE)
            .is(StructureFunctions::lookup));
  }

  private static FunctionBody pointer(@Nullable Object[] settings) throws ExpressionException {
    JsonPointer pointer = JsonPointer.parse(Argument.text(settings[0]));
    return a -> pointer.read(a[0]);
  }

  private static FunctionBody path(@Nullable Object[] settings) throws ExpressionException {
    JsonPath path = JsonPath.parse(Argument.text(settings[0]));
    return a -> path.read(a[0]);
  }

  private static FunctionBody unit(@Nullable Object[] settings) throws ExpressionException {
    UnitConversion conversion =
        UnitConversion.between(Argument.text(settings[0]), Argument.text(settings[1]));
    return a -> Argument.finite(conversion.apply(Argument.real(a[0])), "unit");
  }

  private static @Nullable Object lookup(@Nullable Object[] a) throws ExpressionException {
    if (!(a[1] instanceof Map<?, ?> table)) {
      throw Argument.wrong("a map", a[1]);
    }
    Object key = MapKeys.normal(a[0]);
    if (key != null && table.containsKey(key)) {
      return table.get(key);
    }
    if (a.length == 3) {
      return a[2];
    }
    throw ExpressionException.missing("The table has no entry for '" + key + "'");
  }
}

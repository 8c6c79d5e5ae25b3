package io.millrace.udfs.ontology.instance;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.DecimalType;
import io.millrace.udfs.ontology.type.ListType;
import io.millrace.udfs.ontology.type.MapType;
import io.millrace.udfs.ontology.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How expressions see a value that objects have in another form. */
@FunctionalInterface
interface ExpressionForm {
  Object of(Object value);

  /** Null where both are the same. */
  static @Nullable ExpressionForm of(DataType type) {
    if (type instanceof DecimalType) {
      return value -> Double.parseDouble((String) value);
    }
    if (type == ScalarType.GEO_POINT) {
      return value -> {
        GeoPoint point = (GeoPoint) value;
        return Map.of("lat", point.getLat(), "lon", point.getLon());
      };
    }
    if (type instanceof ListType list) {
      ExpressionForm item = of(list.items().type());
      return item == null ? null : value -> each((List<?>) value, item);
    }
    if (type instanceof MapType map) {
      ExpressionForm item = of(map.items().type());
      return item == null ? null : value -> each((Map<?, ?>) value, item);
    }
    return null;
  }

  private static Object each(List<?> list, ExpressionForm item) {
    List<Object> shown = new ArrayList<>(list.size());
    list.forEach(element -> shown.add(item.of(element)));
    return shown;
  }

  private static Object each(Map<?, ?> map, ExpressionForm item) {
    Map<Object, Object> shown = new HashMap<>();
    map.forEach((key, element) -> shown.put(key, item.of(element)));
    return shown;
  }
}

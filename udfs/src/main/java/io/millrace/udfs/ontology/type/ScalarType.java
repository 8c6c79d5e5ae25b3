package io.millrace.udfs.ontology.type;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.Locale;

/** Types that need no more than their name. */
public enum ScalarType implements DataType {
  /** String. */
  STRING(SimpleType.STRING),
  /** Boolean. */
  BOOLEAN(SimpleType.BOOL),
  /** Long, of 32 bits. */
  INTEGER(SimpleType.INT),
  /** Long. */
  LONG(SimpleType.INT),
  /** Double, finite. */
  DOUBLE(SimpleType.DOUBLE),
  /** String: ISO-8601 in UTC, of the years 1 to 9999. */
  TIMESTAMP(SimpleType.STRING),
  /** String: ISO-8601 such as 2026-11-21, of the years 1 to 9999. */
  DATE(SimpleType.STRING),
  /** Long, milliseconds. */
  DURATION(SimpleType.INT),
  /** GeoPoint, WGS 84. */
  GEO_POINT(MapType.create(SimpleType.STRING, SimpleType.DOUBLE));

  private final CelType celType;

  ScalarType(CelType celType) {
    this.celType = celType;
  }

  @Override
  public CelType celType() {
    return celType;
  }

  @Override
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public boolean single() {
    return this != GEO_POINT;
  }

  @Override
  public boolean numeric() {
    return this == INTEGER || this == LONG || this == DOUBLE;
  }

  @Override
  public boolean textual() {
    return this == STRING;
  }

  @Override
  public boolean ordered() {
    return numeric() || this == TIMESTAMP || this == DATE || this == DURATION;
  }
}

package io.millrace.udfs.format;

import org.jspecify.annotations.Nullable;

/** The data types of Sparkplug B 3.0 (section 6.4.16), in the order of their codes from 0. */
enum SparkplugType {
  UNKNOWN("Unknown", Kind.ANY),
  INT8("Int8", Kind.WHOLE),
  INT16("Int16", Kind.WHOLE),
  INT32("Int32", Kind.WHOLE),
  INT64("Int64", Kind.WHOLE),
  UINT8("UInt8", Kind.WHOLE),
  UINT16("UInt16", Kind.WHOLE),
  UINT32("UInt32", Kind.WHOLE),
  UINT64("UInt64", Kind.WHOLE),
  FLOAT("Float", Kind.FLOAT),
  DOUBLE("Double", Kind.DOUBLE),
  BOOLEAN("Boolean", Kind.BOOLEAN),
  STRING("String", Kind.TEXT),
  DATE_TIME("DateTime", Kind.WHOLE),
  TEXT("Text", Kind.TEXT),
  UUID("UUID", Kind.TEXT),
  DATA_SET("DataSet", Kind.DATA_SET),
  BYTES("Bytes", Kind.BYTES),
  FILE("File", Kind.BYTES),
  TEMPLATE("Template", Kind.TEMPLATE),
  PROPERTY_SET("PropertySet", Kind.PROPERTIES),
  PROPERTY_SET_LIST("PropertySetList", Kind.PROPERTIES_LIST),
  INT8_ARRAY("Int8Array", Kind.ARRAY),
  INT16_ARRAY("Int16Array", Kind.ARRAY),
  INT32_ARRAY("Int32Array", Kind.ARRAY),
  INT64_ARRAY("Int64Array", Kind.ARRAY),
  UINT8_ARRAY("UInt8Array", Kind.ARRAY),
  UINT16_ARRAY("UInt16Array", Kind.ARRAY),
  UINT32_ARRAY("UInt32Array", Kind.ARRAY),
  UINT64_ARRAY("UInt64Array", Kind.ARRAY),
  FLOAT_ARRAY("FloatArray", Kind.ARRAY),
  DOUBLE_ARRAY("DoubleArray", Kind.ARRAY),
  BOOLEAN_ARRAY("BooleanArray", Kind.ARRAY),
  STRING_ARRAY("StringArray", Kind.ARRAY),
  DATE_TIME_ARRAY("DateTimeArray", Kind.ARRAY);

  /** How values are written. */
  enum Kind {
    ANY,
    WHOLE,
    FLOAT,
    DOUBLE,
    BOOLEAN,
    TEXT,
    BYTES,
    DATA_SET,
    TEMPLATE,
    PROPERTIES,
    PROPERTIES_LIST,
    ARRAY
  }

  private final String word;
  private final Kind kind;

  SparkplugType(String word, Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  /** The type of this code; none means that it was not said. */
  static SparkplugType of(@Nullable Long code, String path) throws RefusedException {
    if (code == null) {
      return UNKNOWN;
    }
    if (code < 0 || code >= values().length) {
      throw SparkplugFields.refused(path, "There is no data type " + code);
    }
    return values()[code.intValue()];
  }

  /** The name in the specification, for instance {@code Int32}. */
  String word() {
    return word;
  }

  Kind kind() {
    return kind;
  }

  /** The number of these bits: signed numbers travel as unsigned ones. */
  Object whole(long bits) {
    return switch (this) {
      case INT8 -> (Object) (long) (byte) bits;
      case INT16 -> (long) (short) bits;
      case INT32 -> (long) (int) bits;
      case UINT8 -> bits & 0xFF;
      case UINT16 -> bits & 0xFFFF;
      case UINT32 -> bits & 0xFFFF_FFFFL;
      case UINT64 -> unsigned(bits);
      default -> bits;
    };
  }

  /** As for all formats: what no long holds becomes a double. */
  static Object unsigned(long bits) {
    return bits >= 0 ? (Object) bits : (Object) ((bits >>> 1) * 2.0 + (bits & 1));
  }
}

package io.millrace.udfs.format;

import java.util.Locale;

/** The stable codes with which a message is refused. */
public enum RefusalCode {
  /** The payload is no valid UTF-8. */
  NOT_UTF_8,
  /** The payload is no JSON, is nested too deep, or holds numbers that no type holds. */
  MALFORMED_JSON,
  /** The payload is no CBOR (RFC 8949). */
  MALFORMED_CBOR,
  /** The payload is no MessagePack. */
  MALFORMED_MESSAGEPACK,
  /** The payload is not one CSV record (RFC 4180), or not of as many cells as columns. */
  MALFORMED_CSV,
  /** The payload is to be a number and is none. */
  MALFORMED_NUMBER,
  /** The payload is no SenML pack (RFC 8428). */
  MALFORMED_SENML,
  /** The message is a CloudEvent that lacks what version 1.0 requires. */
  MALFORMED_CLOUDEVENT,
  /** The payload is no Avro in Confluent's wire format, or none of the schema that it names. */
  MALFORMED_AVRO,
  /** The payload is no Sparkplug B. */
  MALFORMED_SPARKPLUG,
  /** The row of a sheet has cells beyond its columns, or a cell that holds an error. */
  MALFORMED_SHEET,
  /** The table cannot be read on from here: what follows is damaged, or not of its format. */
  MALFORMED_TABLE,
  /** The manifest of a data set version is none. */
  INVALID_MANIFEST,
  /** The file of a data set version is not there. */
  FILE_MISSING,
  /** The file of a data set version is another than the one that was loaded. */
  CHECKSUM_MISMATCH,
  /** Some rows of a snapshot cannot be read, so what it lacks need not have vanished. */
  INCOMPLETE_SNAPSHOT,
  /** The row has more bytes than a record may have. */
  ROW_TOO_LARGE,
  /** The payload names a schema that the registry does not have. */
  UNKNOWN_SCHEMA_ID,
  /** The content type is one that nothing here reads. */
  UNSUPPORTED_CONTENT_TYPE,
  /** The content encoding is one that nothing here unpacks. */
  UNSUPPORTED_CONTENT_ENCODING,
  /** The payload is not packed as its content encoding says. */
  MALFORMED_CONTENT_ENCODING,
  /** The payload unpacks to more than the limit. */
  UNPACKED_TOO_LARGE,
  /** The payload does not satisfy the JSON Schema of its source. */
  SCHEMA_VIOLATION,
  /** No active mapping matches it. */
  NO_MAPPING,
  /** The mapping takes known devices only, and the catalogue does not have this one. */
  UNKNOWN_DEVICE,
  /** The catalogue has the device as disabled or decommissioned. */
  DEVICE_NOT_ACTIVE,
  /** A required value is not in the payload. */
  MISSING_FIELD,
  /** A required value is null. */
  NULL_VALUE,
  /** A value is of another type, or does not fit into its type. */
  WRONG_TYPE,
  /** The time of observation is no time. */
  BAD_TIMESTAMP,
  /** It is further behind its device than its source allows. */
  LATE,
  /** A mapping would make more observations of the message than are allowed. */
  TOO_MANY_OBSERVATIONS,
  /** The mapping names a codec that there is not. */
  UNKNOWN_CODEC,
  /** A Sparkplug metric has an alias alone, and no birth certificate says what it is. */
  UNKNOWN_ALIAS,
  /** The codec ran longer than it may. */
  CODEC_TIMEOUT,
  /** The codec took more memory than it may. */
  CODEC_MEMORY,
  /** The codec threw. */
  CODEC_FAILED,
  /** The codec says in its errors that it cannot use this payload. */
  CODEC_REJECTED,
  /** What the codec returned is not of the form that is asked of it. */
  CODEC_RESULT,
  /** The codec has no function that decodes. */
  CODEC_MISSING_FUNCTION,
  /** The codec was not run, for it reached its limits too often lately. */
  CODEC_SUSPENDED,
  /** Nothing has the key of a join that must find something. */
  JOIN_MISSING,
  /** Several rows have the key of a join. */
  JOIN_AMBIGUOUS,
  /** The place that a join looks in cannot answer, however often it is asked. */
  JOIN_FAILED,
  /** The expression failed for another reason. */
  EXPRESSION_FAILED;

  /** The code as it stands in dead letters, for instance {@code malformed-json}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package io.millrace.udfs.format;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads of all formats: unpacks them ({@code content-encoding}), then decodes them as
 * {@code content-type} says, else as their source declares. Safe for use by many threads, unless it
 * keeps births.
 */
public final class PayloadFormats {
  private static final PayloadDecoder JSON = new JsonDecoder();
  private static final PayloadDecoder CBOR = new CborDecoder();
  private static final PayloadDecoder MESSAGEPACK = new MessagePackDecoder();
  private static final PayloadDecoder NUMBER = new NumberDecoder();
  private static final PayloadDecoder SENML_JSON = SenmlDecoder.json();
  private static final PayloadDecoder SENML_CBOR = SenmlDecoder.cbor();

  private final ContentEncoding encoding;

  private final @Nullable PayloadDecoder avro;
  private final SparkplugDecoder sparkplug;

  /** With the default limit of 8 MiB and without a registry: Avro is refused. */
  public PayloadFormats() {
    this(ContentEncoding.DEFAULT_LIMIT, null);
  }

  /** With the default limit of 8 MiB and this registry. */
  public PayloadFormats(SchemaLookup schemas) {
    this(ContentEncoding.DEFAULT_LIMIT, schemas);
  }

  /**
   * @param unpackedLimit most bytes that a packed payload may unpack to
   * @param schemas the registry of Avro schemas, null for none
   */
  public PayloadFormats(int unpackedLimit, @Nullable SchemaLookup schemas) {
    this(
        new ContentEncoding(unpackedLimit),
        schemas == null ? null : new AvroDecoder(schemas),
        new SparkplugDecoder(null));
  }

  private PayloadFormats(
      ContentEncoding encoding, @Nullable PayloadDecoder avro, SparkplugDecoder sparkplug) {
    this.encoding = encoding;
    this.avro = avro;
    this.sparkplug = sparkplug;
  }

  /** The same, for messages that come in their order: Sparkplug's data refer to its births. */
  public PayloadFormats withBirths(Births births) {
    return new PayloadFormats(encoding, avro, new SparkplugDecoder(births));
  }

  /**
   * What the payload says.
   *
   * @param declared format of the source, null where none is declared: JSON. It also refines a
   *     content type that says less, such as {@code application/json} for SenML or {@code
   *     application/octet-stream} for anything
   */
  public DecodedPayload read(RawPayload raw, @Nullable DeclaredFormat declared)
      throws RefusedException {
    return read(raw, declared, null);
  }

  /**
   * What a plan wants of what the payload says; what it refuses does not depend on the plan. Only
   * JSON is read by plan so far, all else is read in full.
   *
   * @param plan null for everything
   */
  public DecodedPayload read(
      RawPayload raw, @Nullable DeclaredFormat declared, @Nullable ReadPlan plan)
      throws RefusedException {
    PayloadFormat format = choose(raw.contentType(), declared);
    byte[] bytes = encoding.unpack(raw.bytes(), raw.headers().get("content-encoding"));
    if (format == PayloadFormat.CLOUDEVENTS_JSON) {
      StructuredEvent event = StructuredEvent.of(JsonDecoder.parse(bytes));
      return new DecodedPayload(data(event, raw, declared), event.headers(raw.headers()));
    }
    CloudEventHeaders.check(raw.headers());
    Object value =
        format == PayloadFormat.JSON && plan != null
            ? JsonDecoder.parse(bytes, plan)
            : decoder(format, declared, raw).decode(bytes, raw.receivedAt());
    return new DecodedPayload(value, raw.headers());
  }

  private static PayloadFormat choose(String contentType, @Nullable DeclaredFormat declared)
      throws RefusedException {
    if (contentType.isBlank()) {
      return declared == null ? PayloadFormat.JSON : declared.format();
    }
    PayloadFormat format = PayloadFormat.of(contentType);
    if (format == null) {
      throw new RefusedException(
          RefusalCode.UNSUPPORTED_CONTENT_TYPE, "", "Nothing here reads " + contentType);
    }
    return declared != null && declared.format().refines(format) ? declared.format() : format;
  }

  private @Nullable Object data(
      StructuredEvent event, RawPayload raw, @Nullable DeclaredFormat declared)
      throws RefusedException {
    PayloadFormat format =
        event.contentType().isEmpty() ? PayloadFormat.JSON : choose(event.contentType(), null);
    byte[] bytes = event.bytes(format);
    if (bytes != null) {
      return decoder(format, declared, raw).decode(bytes, raw.receivedAt());
    }
    return format == PayloadFormat.SENML_JSON
        ? SenmlPack.resolve(event.data(), raw.receivedAt())
        : event.data();
  }

  private PayloadDecoder decoder(
      PayloadFormat format, @Nullable DeclaredFormat declared, RawPayload raw)
      throws RefusedException {
    return switch (format) {
      case JSON -> JSON;
      case CBOR -> CBOR;
      case MESSAGEPACK -> MESSAGEPACK;
      case CSV -> new CsvDecoder(declared == null ? List.of() : declared.columns());
      case TEXT -> (payload, receivedAt) -> Utf8.decode(payload);
      case NUMBER -> NUMBER;
      case BYTES -> (payload, receivedAt) -> Base64.getEncoder().encodeToString(payload);
      case SENML_JSON -> SENML_JSON;
      case SENML_CBOR -> SENML_CBOR;
      case AVRO -> avro();
      case SPARKPLUG_B -> (payload, receivedAt) -> sparkplug.decode(payload, raw);
      case CLOUDEVENTS_JSON ->
          throw new RefusedException(
              RefusalCode.MALFORMED_CLOUDEVENT, "/datacontenttype", "An event within an event");
    };
  }

  private PayloadDecoder avro() throws RefusedException {
    if (avro == null) {
      throw new RefusedException(
          RefusalCode.UNSUPPORTED_CONTENT_TYPE, "", "No registry has the schemas of Avro here");
    }
    return avro;
  }
}

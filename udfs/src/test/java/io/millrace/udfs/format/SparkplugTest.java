package io.millrace.udfs.format;

import static io.millrace.udfs.format.Read.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.DataSet.DataSetBuilder;
import org.eclipse.tahu.message.model.DataSetDataType;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.Parameter;
import org.eclipse.tahu.message.model.ParameterDataType;
import org.eclipse.tahu.message.model.PropertyDataType;
import org.eclipse.tahu.message.model.PropertySet.PropertySetBuilder;
import org.eclipse.tahu.message.model.PropertyValue;
import org.eclipse.tahu.message.model.Row.RowBuilder;
import org.eclipse.tahu.message.model.SparkplugBPayload.SparkplugBPayloadBuilder;
import org.eclipse.tahu.message.model.Template.TemplateBuilder;
import org.eclipse.tahu.message.model.Value;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Payloads that Eclipse Tahu writes, of all data types, and what its model does not let it write.
 */
class SparkplugTest {
  private static final Date AT = new Date(1_795_248_000_123L);

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(MetricDataType.Int8, (byte) -5, -5L),
        Arguments.of(MetricDataType.Int8, Byte.MIN_VALUE, -128L),
        Arguments.of(MetricDataType.Int16, Short.MIN_VALUE, -32768L),
        Arguments.of(MetricDataType.Int32, Integer.MIN_VALUE, -2147483648L),
        Arguments.of(MetricDataType.Int64, Long.MIN_VALUE, Long.MIN_VALUE),
        Arguments.of(MetricDataType.UInt8, (short) 255, 255L),
        Arguments.of(MetricDataType.UInt16, 65535, 65535L),
        Arguments.of(MetricDataType.UInt32, 4294967295L, 4294967295L),
        Arguments.of(MetricDataType.UInt64, BigInteger.TEN, 10L),
        Arguments.of(
            MetricDataType.UInt64, BigInteger.TWO.pow(64).subtract(BigInteger.ONE), 0x1p64),
        Arguments.of(MetricDataType.Float, 21.5f, 21.5),
        Arguments.of(MetricDataType.Double, -0.1, -0.1),
        Arguments.of(MetricDataType.Boolean, false, false),
        Arguments.of(MetricDataType.String, "ü", "ü"),
        Arguments.of(MetricDataType.Text, "", ""),
        Arguments.of(MetricDataType.UUID, "c0ffee", "c0ffee"),
        Arguments.of(MetricDataType.DateTime, AT, AT.getTime()),
        Arguments.of(MetricDataType.Bytes, new byte[] {1, -1}, "Af8="),
        Arguments.of(MetricDataType.Int8Array, new Byte[] {1, -1}, List.of(1L, -1L)),
        Arguments.of(MetricDataType.Int16Array, new Short[] {1, -1}, List.of(1L, -1L)),
        Arguments.of(MetricDataType.Int32Array, new Integer[] {1, -1}, List.of(1L, -1L)),
        Arguments.of(MetricDataType.Int64Array, new Long[] {1L, -1L}, List.of(1L, -1L)),
        Arguments.of(MetricDataType.UInt8Array, new Short[] {1, 255}, List.of(1L, 255L)),
        Arguments.of(MetricDataType.UInt16Array, new Integer[] {1, 65535}, List.of(1L, 65535L)),
        Arguments.of(
            MetricDataType.UInt32Array, new Long[] {1L, 4294967295L}, List.of(1L, 4294967295L)),
        Arguments.of(
            MetricDataType.UInt64Array,
            new BigInteger[] {BigInteger.ONE, BigInteger.TWO.pow(63)},
            List.of(1L, 0x1p63)),
        Arguments.of(MetricDataType.FloatArray, new Float[] {1.5f}, List.of(1.5)),
        Arguments.of(MetricDataType.DoubleArray, new Double[] {0.1}, List.of(0.1)),
        Arguments.of(
            MetricDataType.BooleanArray,
            new Boolean[] {true, false, true, true, false, false, false, false, true},
            List.of(true, false, true, true, false, false, false, false, true)),
        Arguments.of(MetricDataType.StringArray, new String[] {"a", "ü"}, List.of("a", "ü")),
        Arguments.of(MetricDataType.DateTimeArray, new Date[] {AT}, List.of(AT.getTime())));
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsWhatTahuWrites(MetricDataType type, Object value, Object expected) throws Exception {
    Map<?, ?> metric = metric(new MetricBuilder("m", type, value).timestamp(AT).createMetric());
    assertThat(metric.get("value")).isEqualTo(expected);
    assertThat(metric.get("datatype")).isEqualTo(type.toString());
    assertThat(metric.get("timestamp")).isEqualTo(AT.getTime());
  }

  @Test
  void readsTheWholePayload() throws Exception {
    Metric named =
        new MetricBuilder("Motor/Speed", MetricDataType.Int32, 1500)
            .alias(7L)
            .isHistorical(true)
            .properties(
                new PropertySetBuilder()
                    .addProperty("engUnit", new PropertyValue<>(PropertyDataType.String, "rpm"))
                    .addProperty("low", new PropertyValue<>(PropertyDataType.Int32, -3))
                    .createPropertySet())
            .createMetric();
    Metric absent = new MetricBuilder("Motor/Load", MetricDataType.Double, null).createMetric();
    Map<?, ?> payload =
        read(
            new SparkplugBPayloadBuilder()
                .setTimestamp(AT)
                .setSeq(3L)
                .setUuid("u")
                .setBody(new byte[] {9})
                .addMetric(named)
                .addMetric(absent));
    assertThat(payload.get("timestamp")).isEqualTo(AT.getTime());
    assertThat(payload.get("seq")).isEqualTo(3L);
    assertThat(payload.get("uuid")).isEqualTo("u");
    assertThat(payload.get("body")).isEqualTo("CQ==");
    Map<?, ?> first = (Map<?, ?>) ((List<?>) payload.get("metrics")).get(0);
    assertThat(first.get("name")).isEqualTo("Motor/Speed");
    assertThat(first.get("alias")).isEqualTo(7L);
    assertThat(first.get("historical")).isEqualTo(true);
    assertThat(first.get("properties")).isEqualTo(Map.of("engUnit", "rpm", "low", -3L));
    assertThat((Map<String, Object>) (Map<?, ?>) payload.get("values"))
        .containsExactly(entry("Motor/Speed", 1500L), entry("Motor/Load", null));
  }

  @Test
  void readsDataSets() throws Exception {
    var dataSet =
        new DataSetBuilder(2)
            .addColumnName("n")
            .addType(DataSetDataType.Int8)
            .addColumnName("t")
            .addType(DataSetDataType.String)
            .addRow(row((byte) -1, "a"))
            .addRow(row((byte) 2, "b"))
            .createDataSet();
    Map<?, ?> metric =
        metric(new MetricBuilder("m", MetricDataType.DataSet, dataSet).createMetric());
    assertThat(metric.get("value"))
        .isEqualTo(
            Map.of(
                "columns", List.of("n", "t"),
                "types", List.of("Int8", "String"),
                "rows", List.of(Map.of("n", -1L, "t", "a"), Map.of("n", 2L, "t", "b"))));
  }

  @Test
  void readsTemplates() throws Exception {
    var template =
        new TemplateBuilder()
            .version("1")
            .templateRef("Pump")
            .definition(false)
            .addParameter(new Parameter("size", ParameterDataType.Int16, (short) -2))
            .addMetric(new MetricBuilder("on", MetricDataType.Boolean, true).createMetric())
            .createTemplate();
    Map<?, ?> metric =
        metric(new MetricBuilder("m", MetricDataType.Template, template).createMetric());
    Map<?, ?> value = (Map<?, ?>) metric.get("value");
    assertThat(value.get("reference")).isEqualTo("Pump");
    assertThat(value.get("parameters")).isEqualTo(Map.of("size", -2L));
    assertThat(value.get("values")).isEqualTo(Map.of("on", true));
  }

  @Test
  void keepsAliasesAndReadsValuesWithoutType() throws Exception {
    Payload.Builder payload = Payload.newBuilder();
    payload.addMetricsBuilder().setAlias(7).setFloatValue(1.5f);
    payload.addMetricsBuilder().setAlias(8).setIntValue(-5);
    payload.addMetricsBuilder().setAlias(9).setBytesValue(ByteString.copyFrom(new byte[] {1}));
    Map<?, ?> read =
        (Map<?, ?>) Read.declared(PayloadFormat.SPARKPLUG_B, payload.build().toByteArray());
    assertThat(read.get("metrics"))
        .isEqualTo(
            List.of(
                Map.of("alias", 7L, "value", 1.5),
                Map.of("alias", 8L, "value", 4294967291L),
                Map.of("alias", 9L, "value", "AQ==")));
    assertThat(read.get("values")).isEqualTo(Map.of());
  }

  @Test
  void refusesWhatContradictsItself() {
    assertRefused(Payload.Metric.newBuilder().setDatatype(99).setIntValue(1));
    assertRefused(Payload.Metric.newBuilder().setDatatype(9).setStringValue("warm"));
    assertRefused(array(24, "010203"));
    assertRefused(array(32, "ffffffff01"));
    assertRefused(array(32, "0900000001"));
    assertRefused(array(33, "61"));
    Payload.Metric.Builder dataSet = Payload.Metric.newBuilder().setDatatype(16);
    dataSet.getDatasetValueBuilder().addColumns("a").addTypes(3).addRowsBuilder();
    assertRefused(dataSet);
    Payload.Metric.Builder properties = Payload.Metric.newBuilder();
    properties.getPropertiesBuilder().addKeys("lonely");
    assertRefused(properties);
    assertThat(refusal(() -> Read.declared(PayloadFormat.SPARKPLUG_B, Read.bytes("{}"))))
        .isEqualTo(RefusalCode.MALFORMED_SPARKPLUG);
  }

  @Test
  void refusesWhatIsTooDeepOrTooMany() {
    Payload.Metric.Builder metric = Payload.Metric.newBuilder().setDatatype(19);
    for (int i = 0; i < 60; i++) {
      Payload.Metric.Builder outer = Payload.Metric.newBuilder().setDatatype(19);
      outer.getTemplateValueBuilder().addMetrics(metric);
      metric = outer;
    }
    assertRefused(metric);
    byte[] empty = new byte[400_000];
    for (int i = 0; i < empty.length; i += 2) {
      empty[i] = 0x12;
    }
    assertThat(refusal(() -> Read.declared(PayloadFormat.SPARKPLUG_B, empty)))
        .isEqualTo(RefusalCode.MALFORMED_SPARKPLUG);
    byte[] large = new byte[(1 << 20) + 1];
    assertThat(refusal(() -> Read.declared(PayloadFormat.SPARKPLUG_B, large)))
        .isEqualTo(RefusalCode.MALFORMED_SPARKPLUG);
  }

  /** A payload with something of everything. */
  static byte[] valid() {
    try {
      var builder = new SparkplugBPayloadBuilder().setTimestamp(AT).setSeq(3L);
      for (Arguments each : values().toList()) {
        Object[] arguments = each.get();
        MetricDataType type = (MetricDataType) arguments[0];
        builder.addMetric(new MetricBuilder(type + "", type, arguments[1]).createMetric());
      }
      var template =
          new TemplateBuilder()
              .addParameter(new Parameter("p", ParameterDataType.Int16, (short) -2))
              .addMetric(new MetricBuilder("on", MetricDataType.Boolean, true).createMetric());
      builder.addMetric(
          new MetricBuilder("t", MetricDataType.Template, template.createTemplate())
              .createMetric());
      return new SparkplugBPayloadEncoder().getBytes(builder.createPayload(), false);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static org.eclipse.tahu.message.model.Row row(byte number, String text) {
    return new RowBuilder()
        .addValue(new Value<>(DataSetDataType.Int8, number))
        .addValue(new Value<>(DataSetDataType.String, text))
        .createRow();
  }

  private static Payload.Metric.Builder array(int type, String hex) {
    return Payload.Metric.newBuilder()
        .setDatatype(type)
        .setBytesValue(ByteString.copyFrom(Read.hex(hex)));
  }

  private static void assertRefused(Payload.Metric.Builder metric) {
    byte[] payload = Payload.newBuilder().addMetrics(metric).build().toByteArray();
    assertThat(refusal(() -> Read.declared(PayloadFormat.SPARKPLUG_B, payload)))
        .as(Base64.getEncoder().encodeToString(payload))
        .isEqualTo(RefusalCode.MALFORMED_SPARKPLUG);
  }

  private static Map<?, ?> metric(Metric metric) throws Exception {
    List<?> metrics =
        (List<?>) read(new SparkplugBPayloadBuilder().addMetric(metric)).get("metrics");
    return (Map<?, ?>) metrics.get(0);
  }

  private static Map<?, ?> read(SparkplugBPayloadBuilder payload) throws Exception {
    byte[] bytes = new SparkplugBPayloadEncoder().getBytes(payload.createPayload(), false);
    return (Map<?, ?>) Read.declared(PayloadFormat.SPARKPLUG_B, bytes);
  }
}

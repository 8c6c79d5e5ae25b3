package io.millrace.udfs.format;

import static io.millrace.udfs.format.Read.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.Given;
import io.millrace.udfs.format.BirthCertificate.Born;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics that are named by alias alone, as their birth certificates resolve them. */
class SparkplugBirthsTest {
  private static final int INT_32 = 3;
  private static final int DOUBLE = 10;
  private static final String NODE = "spBv1.0/plant/N%s/press-1";
  private static final String DEVICE = "spBv1.0/plant/D%s/press-1/motor";

  private final Births births = Births.inMemory();
  private final PayloadFormats formats = new PayloadFormats().withBirths(births);

  @Test
  void data_have_the_names_and_types_of_the_birth() throws Exception {
    read(NODE.formatted("BIRTH"), 0, born("Speed", 7, INT_32), born("Load", 8, DOUBLE));
    Map<?, ?> data = read(NODE.formatted("DATA"), 1, whole(7, -5), whole(8, 0).clearIntValue());
    assertThat(data.get("values")).isEqualTo(values("Speed", -5L, "Load", null));
    assertThat(data.get("metrics"))
        .asString()
        .isEqualTo(
            "[{name=Speed, alias=7, datatype=Int32, value=-5},"
                + " {name=Load, alias=8, datatype=Double, value=null}]");
  }

  @Test
  void data_that_name_their_metrics_get_the_types_they_leave_out() throws Exception {
    read(NODE.formatted("BIRTH"), 0, born("Speed", 7, INT_32));
    Payload.Metric.Builder named = Payload.Metric.newBuilder().setName("Speed").setIntValue(-5);
    assertThat(read(NODE.formatted("DATA"), 1, named).get("values"))
        .isEqualTo(Map.of("Speed", -5L));
  }

  @Test
  void an_empty_name_beside_an_alias_is_none() throws Exception {
    read(NODE.formatted("BIRTH"), 0, born("Speed", 7, INT_32));
    assertThat(read(NODE.formatted("DATA"), 1, whole(7, 1).setName("")).get("values"))
        .isEqualTo(Map.of("Speed", 1L));
  }

  @Test
  void a_rebirth_replaces_all_that_was() throws Exception {
    read(NODE.formatted("BIRTH"), 0, born("Speed", 7, INT_32), born("Load", 8, INT_32));
    read(NODE.formatted("BIRTH"), 1, born("Load", 7, INT_32));
    assertThat(read(NODE.formatted("DATA"), 2, whole(7, 1)).get("values"))
        .isEqualTo(Map.of("Load", 1L));
    assertUnknown(NODE.formatted("DATA"), 8);
  }

  @Test
  void a_birth_that_is_replayed_late_changes_nothing() throws Exception {
    read(NODE.formatted("BIRTH"), 5, born("Load", 7, INT_32));
    read(NODE.formatted("BIRTH"), 0, born("Speed", 7, INT_32));
    assertThat(read(NODE.formatted("DATA"), 6, whole(7, 1)).get("values"))
        .isEqualTo(Map.of("Load", 1L));
  }

  @Test
  void a_node_and_its_devices_have_births_of_their_own() throws Exception {
    read(NODE.formatted("BIRTH"), 0, born("Speed", 7, INT_32));
    assertUnknown(DEVICE.formatted("DATA"), 7);
    read(DEVICE.formatted("BIRTH"), 1, born("Torque", 7, INT_32));
    assertThat(read(DEVICE.formatted("DATA"), 2, whole(7, 1)).get("values"))
        .isEqualTo(Map.of("Torque", 1L));
    assertThat(read(NODE.formatted("DATA"), 2, whole(7, 1)).get("values"))
        .isEqualTo(Map.of("Speed", 1L));
  }

  @Test
  void an_alias_that_was_not_born_is_refused_with_its_place() throws Exception {
    assertUnknown(NODE.formatted("DATA"), 7);
    read(NODE.formatted("BIRTH"), 0, born("Speed", 7, INT_32));
    assertUnknown(NODE.formatted("DATA"), 9);
    RefusedException refused =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            RefusedException.class,
            () -> read(NODE.formatted("DATA"), 1, whole(7, 1), whole(-1, 2)));
    assertThat(refused.path()).isEqualTo("/metrics/1/alias");
    assertThat(refused).hasMessageContaining("18446744073709551615");
  }

  @Test
  void data_define_nothing() throws Exception {
    read(NODE.formatted("DATA"), 0, born("Speed", 7, INT_32));
    assertUnknown(NODE.formatted("DATA"), 7);
  }

  @Test
  void without_a_topic_metrics_with_name_and_alias_are_births_that_add_up() throws Exception {
    read("", 0, born("Speed", 7, INT_32));
    read("", 1, born("Load", 8, INT_32));
    assertThat(read("", 2, whole(7, -1), whole(8, -2)).get("values"))
        .isEqualTo(Map.of("Speed", -1L, "Load", -2L));
    assertUnknown("", 9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spBv1.0/plant/NBIRTH", "spAv1.0/plant/NBIRTH/n", "spBv1.0/a/NBIRTH/b/c/d", "x"})
  void a_topic_of_another_form_says_nothing(String topic) {
    assertThat(SparkplugTopic.of(Map.of("mqtt-topic", topic)).kind())
        .isEqualTo(SparkplugTopic.Kind.UNKNOWN);
  }

  @Test
  void a_certificate_is_written_and_read() {
    BirthCertificate birth =
        new BirthCertificate(
            17,
            List.of(
                new Born("ü", -1L, SparkplugType.INT32),
                new Born("none", null, SparkplugType.UNKNOWN),
                new Born("x".repeat(70_000), 0L, SparkplugType.DATE_TIME_ARRAY)));
    BirthCertificate read = BirthCertificate.read(birth.write());
    assertThat(read.at()).isEqualTo(17);
    assertThat(read.aliased(-1)).isEqualTo(new Born("ü", -1L, SparkplugType.INT32));
    assertThat(read.named("none")).isEqualTo(new Born("none", null, SparkplugType.UNKNOWN));
    assertThat(read.aliased(0).name()).hasSize(70_000);
    assertThat(read.aliased(1)).isNull();
  }

  private void assertUnknown(String topic, long alias) {
    assertThat(refusal(() -> read(topic, 9, whole(alias, 1)))).isEqualTo(RefusalCode.UNKNOWN_ALIAS);
  }

  private Map<?, ?> read(String topic, int second, Payload.Metric.Builder... metrics)
      throws RefusedException {
    Payload.Builder payload = Payload.newBuilder();
    for (Payload.Metric.Builder metric : metrics) {
      payload.addMetrics(metric);
    }
    Instant at = Given.NOON.plusSeconds(second);
    RawPayload raw =
        new RawPayload(
            payload.build().toByteArray(),
            "application/vnd.sparkplug.b",
            topic.isEmpty() ? Map.of() : Map.of("mqtt-topic", topic),
            at,
            "press-1");
    return (Map<?, ?>) formats.read(raw, null).value();
  }

  private static Payload.Metric.Builder born(String name, long alias, int type) {
    Payload.Metric.Builder metric =
        Payload.Metric.newBuilder().setName(name).setAlias(alias).setDatatype(type);
    return type == DOUBLE ? metric.setDoubleValue(0) : metric.setIntValue(0);
  }

  private static Payload.Metric.Builder whole(long alias, int value) {
    return Payload.Metric.newBuilder().setAlias(alias).setIntValue(value);
  }

  private static Map<String, Object> values(String one, Object first, String two, Object second) {
    Map<String, Object> values = new java.util.HashMap<>();
    values.put(one, first);
    values.put(two, second);
    return values;
  }
}

package io.millrace.jobs.runtime.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

class OptionSetTest {
  private static final Option<Duration> TTL =
      Option.of("dedup.ttl", OptionType.DURATION, Duration.ofHours(1), "Memory of ids");
  private static final Option<MemorySize> SIZE =
      Option.of("max.size", OptionType.SIZE, MemorySize.ofMebiBytes(1), "Largest message");
  private static final Option<Integer> COUNT = Option.of("count", OptionType.COUNT, 5, "How many");
  private static final Option<DeliveryGuarantee> GUARANTEE =
      Option.of(
          "guarantee",
          OptionType.oneOf(
              List.of(DeliveryGuarantee.AT_LEAST_ONCE, DeliveryGuarantee.EXACTLY_ONCE)),
          DeliveryGuarantee.AT_LEAST_ONCE,
          "How often");
  private static final Option<String> PASSWORD = Option.secret("password", "Secret");
  private static final OptionSet OPTIONS =
      new OptionSet("kafka.properties.", List.of(TTL, SIZE, COUNT, GUARANTEE, PASSWORD));

  @Test
  void defaults_hold_where_nothing_is_set() {
    OptionValues values = OPTIONS.parse();
    assertThat(values.get(TTL)).isEqualTo(Duration.ofHours(1));
    assertThat(values.get(PASSWORD)).isEmpty();
  }

  @Test
  void a_set_may_have_another_default_of_an_option() {
    OptionSet own = OPTIONS.withDefault(GUARANTEE, DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(own.parse().get(GUARANTEE)).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(own.parse("--guarantee", "at-least-once").get(GUARANTEE))
        .isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    assertThat(own.table()).contains("default: exactly-once");
    assertThat(own.parse("--count", "1")).hasToString("OptionValues[count][]");
    assertThatThrownBy(() -> OPTIONS.withDefault(Option.secret("other", "Other"), ""))
        .hasMessageContaining("other");
  }

  @Test
  void both_ways_of_writing_are_read() {
    OptionValues values =
        OPTIONS.parse(
            "--dedup.ttl", "90 s", "--max.size=2 mb", "--count", "7", "--guarantee=exactly-once");
    assertThat(values.get(TTL)).isEqualTo(Duration.ofSeconds(90));
    assertThat(values.get(SIZE)).isEqualTo(MemorySize.ofMebiBytes(2));
    assertThat(values.get(COUNT)).isEqualTo(7);
    assertThat(values.get(GUARANTEE)).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
  }

  @Test
  void prefixed_keys_are_handed_through() {
    OptionValues values = OPTIONS.parse("--kafka.properties.sasl.mechanism", "PLAIN");
    assertThat(values.passedThrough()).containsEntry("sasl.mechanism", "PLAIN").hasSize(1);
  }

  @Test
  void an_unknown_key_is_an_error_that_names_the_known_ones() {
    assertThatThrownBy(() -> OPTIONS.parse("--dedup-ttl", "1 h"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("--dedup-ttl is not known")
        .hasMessageContaining("dedup.ttl")
        .hasMessageContaining("kafka.properties.*");
  }

  @Test
  void what_does_not_fit_is_refused_with_its_key() {
    refuses("--dedup.ttl", "--dedup.ttl", "soon");
    refuses("longer than nothing", "--dedup.ttl", "0 s");
    refuses("whole number", "--count", "many");
    refuses("negative", "--count", "-1");
    refuses("at-least-once|exactly-once", "--guarantee", "none");
    refuses("needs a value", "--count");
    refuses("given twice", "--count", "1", "--count", "2");
    refuses("no option", "count", "1");
  }

  @Test
  void the_table_names_every_option_with_its_default() {
    assertThat(OPTIONS.table())
        .contains("--dedup.ttl", "Memory of ids", "1 h", "--kafka.properties.*", "default: none");
  }

  @Test
  void secrets_are_shown_nowhere() {
    OptionValues values =
        OPTIONS.parse("--password", "hunter2", "--kafka.properties.sasl.jaas.config", "hunter3");
    assertThat(values.toString()).doesNotContain("hunter");
  }

  private static void refuses(String reason, String... args) {
    assertThatThrownBy(() -> OPTIONS.parse(args))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(reason);
  }
}

package io.millrace.jobs.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.runtime.JobEnvironment;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.option.OptionValues;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class ObjectifyOptionsTest {
  @Test
  void by_default_events_are_committed_every_two_seconds() {
    OptionValues values = ObjectifyOptions.SET.parse();
    assertThat(KafkaSettings.of("objectify", values).guarantee())
        .isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(interval(values)).isEqualTo(2000);
  }

  @Test
  void both_can_be_set() {
    OptionValues values =
        ObjectifyOptions.SET.parse(
            "--delivery.guarantee", "at-least-once", "--objectify.checkpoint-interval", "30 s");
    assertThat(KafkaSettings.of("objectify", values).guarantee())
        .isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    assertThat(interval(values)).isEqualTo(30_000);
  }

  private static long interval(OptionValues values) {
    StreamExecutionEnvironment env = JobEnvironment.of(values);
    ObjectifyOptions.checkpoint(env, values);
    return env.getCheckpointConfig().getCheckpointInterval();
  }
}

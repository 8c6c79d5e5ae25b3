package io.millrace.local.demo.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.demo.definitions.DemoDefinitions;
import io.millrace.local.demo.message.DeviceMessage;
import io.millrace.local.demo.message.RunId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real readings of the machine that runs the tests. */
class MachineSourceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final List<DeviceMessage> sent = Collections.synchronizedList(new ArrayList<>());

  @Test
  void thisMachineTellsOfItselfAndOfItsProcesses() throws Exception {
    long pid = ProcessHandle.current().pid();
    try (MachineSource source =
        new MachineSource(
            RunId.startedAt(1), sent::add, Map.of("tests", pid, "gone", 4_000_000L))) {
      source.sendAll();
      CpuBurn.run(Duration.ofMillis(300));
      source.sendAll();
      assertThat(source.devices()).contains(source.hostId(), "process-tests");
      assertThat(source.devices()).doesNotContain("process-gone");

      JsonNode host = last(source.hostId());
      assertThat(host.path("cpu").asDouble()).isBetween(0.1, 100.0);
      assertThat(host.path("memoryUsed").asLong()).isBetween(1L, host.path("memoryTotal").asLong());
      JsonNode process = last("process-tests");
      assertThat(process.path("cpu").asDouble()).isPositive();
      assertThat(process.path("residentBytes").asLong()).isGreaterThan(10_000_000);
      assertThat(process.path("threads").asInt()).isGreaterThan(1);
    }
    assertThat(sent).extracting(DeviceMessage::traceId).doesNotHaveDuplicates();
  }

  @Test
  void everyReadingHasWhatItsMappingAsksFor() throws Exception {
    long pid = ProcessHandle.current().pid();
    try (MachineSource source =
        new MachineSource(RunId.startedAt(1), sent::add, Map.of("tests", pid))) {
      source.sendAll();
      Thread.sleep(20);
      source.sendAll();
    }
    for (DeviceMessage message : sent) {
      JsonNode payload = JSON.readTree(message.payload());
      JsonNode mapping = DemoDefinitions.mapping("machine-" + payload.path("kind").asText());
      assertThat(payload.has("ts") && payload.has("id")).isTrue();
      mapping
          .path("fields")
          .fields()
          .forEachRemaining(
              field -> {
                boolean required = field.getValue().path("required").asBoolean();
                assertThat(!required || payload.hasNonNull(field.getKey()))
                    .as("%s of %s", field.getKey(), payload)
                    .isTrue();
              });
    }
  }

  @Test
  void burningTakesCpuTime() throws Exception {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    CpuBurn.run(Duration.ofMillis(500));
    assertThat(Duration.ofNanos(system.getProcessCpuTime() - before))
        .isGreaterThan(Duration.ofMillis(100));
  }

  @Test
  void ratesNeedTwoReadingsAndSurviveAReset() {
    RateMeter rates = new RateMeter();
    assertThat(rates.perSecond("a", 100, 0)).isEmpty();
    assertThat(rates.perSecond("a", 300, 2_000_000_000)).hasValue(100);
    assertThat(rates.perSecond("a", 10, 3_000_000_000L)).isEmpty();
    assertThat(rates.perSecond("a", 20, 4_000_000_000L)).hasValue(10);
    assertThat(rates.perSecond("b", 20, 4_000_000_000L)).isEmpty();
  }

  @Test
  void namesBecomeDeviceIds() {
    assertThat(DeviceNames.id("disk", "nvme0n1")).isEqualTo("disk-nvme0n1");
    assertThat(DeviceNames.id("nic", "\\Device {0A}")).isEqualTo("nic-device-0a");
    assertThat(DeviceNames.id("host", "  ")).isEqualTo("host-unnamed");
  }

  private JsonNode last(String device) throws Exception {
    DeviceMessage found =
        sent.stream()
            .filter(message -> device.equals(message.deviceId()))
            .reduce((a, b) -> b)
            .orElseThrow();
    return JSON.readTree(found.payload());
  }
}

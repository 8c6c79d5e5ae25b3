package io.millrace.jobs.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueFunctionTest {
  private KeyedOneInputStreamOperatorTestHarness<String, ControlRecord, CatalogueEntry> devices;

  @BeforeEach
  void open() throws Exception {
    devices =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new CatalogueFunction()), ControlRecord::id, Types.STRING);
    devices.open();
  }

  @AfterEach
  void close() throws Exception {
    devices.close();
  }

  @Test
  void a_device_that_names_other_objects_leaves_the_old_ones() throws Exception {
    save(
        1,
        "\"objects\": [{\"type\": \"room\", \"id\": \"a\"}, {\"type\": \"room\", \"id\": \"b\"}]");
    save(2, "\"objects\": [{\"type\": \"room\", \"id\": \"b\"}]");
    assertThat(said()).containsExactly("+a", "+b", "-a");
    assertThat(devices.extractOutputValues().get(2).since()).isEqualTo(2);
  }

  @Test
  void what_changes_nothing_is_not_said_again() throws Exception {
    save(1, "\"labels\": {\"site\": \"A\"}");
    save(2, "\"labels\": {\"site\": \"A\"}, \"commands\": [\"reboot\"]");
    assertThat(said()).containsExactly("+d1");
    save(3, "\"labels\": {\"site\": \"B\"}");
    assertThat(said()).containsExactly("+d1", "+d1");
  }

  @Test
  void a_device_that_is_disabled_or_deleted_is_gone() throws Exception {
    save(1, "\"state\": \"active\"");
    save(2, "\"state\": \"disabled\"");
    save(3, "\"state\": \"active\"");
    devices.processElement(Given.tombstone(ControlTopic.DEVICES, 4, "d1"), 0);
    assertThat(said()).containsExactly("+d1", "-d1", "+d1", "-d1");
  }

  @Test
  void a_broken_or_an_older_version_changes_nothing() throws Exception {
    save(2, "\"state\": \"active\"");
    save(3, "\"state\": \"asleep\"");
    save(1, "\"state\": \"disabled\"");
    assertThat(said()).containsExactly("+d1");
  }

  private void save(long version, String fields) throws Exception {
    String document = "{\"id\": \"d1\", \"type\": \"pump\", %s}".formatted(fields);
    ControlRecord record = Given.control(ControlTopic.DEVICES, version, "d1", version, document);
    devices.processElement(
        new ControlRecord(record.topic(), 0, version, version, "d1", record.definition(), null), 0);
  }

  private List<String> said() {
    return devices.extractOutputValues().stream()
        .map(entry -> (entry.still() ? "+" : "-") + entry.objectId())
        .toList();
  }
}

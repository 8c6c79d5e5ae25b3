package io.millrace.jobs.runtime.definition;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Definition;
import java.util.Arrays;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/** The topics that definitions come by, with the state that keeps the last good ones. */
public enum ControlTopic {
  RULES(Topics.CONTROL_RULES, "rule", "rules"),
  MAPPINGS(Topics.CONTROL_MAPPINGS, "mapping", "mappings"),
  DEVICES(Topics.CONTROL_DEVICES, "device", "devices"),
  SOURCES(Topics.CONTROL_SOURCES, "source", "sources"),
  CODECS(Topics.CONTROL_CODECS, "codec", "codecs"),
  ONTOLOGY(Topics.CONTROL_ONTOLOGY, "ontology", "ontology"),
  OBJECT_MAPPINGS(Topics.CONTROL_OBJECT_MAPPINGS, "object-mapping", "object-mappings");

  private final String topic;
  private final String kind;
  private final String stateName;

  ControlTopic(String topic, String kind, String stateName) {
    this.topic = topic;
    this.kind = kind;
    this.stateName = stateName;
  }

  /** The topic that a record came by. */
  public static ControlTopic of(ControlRecord record) {
    return Arrays.stream(values())
        .filter(each -> each.topic.equals(record.topic()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No control topic: " + record.topic()));
  }

  public String topic() {
    return topic;
  }

  /** What definitions of this topic are called in acks. */
  public String kind() {
    return kind;
  }

  /** Broadcast state: definition id to the last version that could be used. */
  public MapStateDescriptor<String, Definition> lastGood() {
    return new MapStateDescriptor<>(stateName, Types.STRING, new AvroTypeInfo<>(Definition.class));
  }
}

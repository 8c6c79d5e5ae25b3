package io.millrace.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.Observation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** All topics with their schemas and settings, read from {@code deploy/topics/topics.json}. */
public final class TopicCatalogue {
  private static final Map<String, Schema> SCHEMAS =
      Stream.of(
              Observation.getClassSchema(),
              Alert.getClassSchema(),
              ObjectEvent.getClassSchema(),
              ObjectEdit.getClassSchema(),
              EditOutcome.getClassSchema(),
              ObjectFinding.getClassSchema(),
              DatasetRow.getClassSchema(),
              ObjectCommand.getClassSchema(),
              DeviceCommand.getClassSchema(),
              CommandOutcome.getClassSchema(),
              DeadLetter.getClassSchema(),
              Definition.getClassSchema(),
              DefinitionAck.getClassSchema())
          .collect(Collectors.toUnmodifiableMap(Schema::getName, schema -> schema));

  private TopicCatalogue() {}

  /** Every topic, in the order of the file. */
  public static List<Topic> topics() {
    List<Topic> topics = new ArrayList<>();
    for (JsonNode node : read().path("topics")) {
      topics.add(topic(node));
    }
    return List.copyOf(topics);
  }

  private static JsonNode read() {
    try (InputStream in = TopicCatalogue.class.getResourceAsStream("topics.json")) {
      if (in == null) {
        throw new IllegalStateException("topics.json is missing beside " + TopicCatalogue.class);
      }
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("topics.json cannot be read", e);
    }
  }

  private static Topic topic(JsonNode node) {
    String name = node.path("name").asText();
    String value = node.path("value").asText();
    Schema schema = SCHEMAS.get(value);
    if (schema == null && !value.equals("bytes")) {
      throw new IllegalStateException("Topic " + name + " names the unknown schema " + value);
    }
    Map<String, String> config = new LinkedHashMap<>();
    node.path("config")
        .fields()
        .forEachRemaining(e -> config.put(e.getKey(), e.getValue().asText()));
    return new Topic(
        name,
        node.path("key").asText(),
        Optional.ofNullable(schema),
        node.path("partitions").asInt(1),
        Map.copyOf(config));
  }
}

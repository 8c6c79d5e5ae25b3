package io.millrace.service.definition;

import io.millrace.schemas.Topics;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.device.DeviceCompiler;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The kinds of definitions that the service keeps. */
public enum Kind {
  RULES("rule", Topics.CONTROL_RULES, DocumentReader.ID),
  MAPPINGS("mapping", Topics.CONTROL_MAPPINGS, DocumentReader.ID),
  DEVICES("device", Topics.CONTROL_DEVICES, DeviceCompiler.ID),
  SOURCES("source", Topics.CONTROL_SOURCES, DocumentReader.ID),
  CODECS("codec", Topics.CONTROL_CODECS, DocumentReader.ID);

  private final String word;
  private final String topic;
  private final Pattern id;

  Kind(String word, String topic, Pattern id) {
    this.word = word;
    this.topic = topic;
    this.id = id;
  }

  /** The name in records, tables and bodies: {@code rule} for {@code RULES}. */
  public String word() {
    return word;
  }

  /** The kind of this name, as tables have it. */
  static Kind ofWord(String word) {
    return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst().orElseThrow();
  }

  /** The control topic that the jobs read. */
  public String topic() {
    return topic;
  }

  /** The form that ids have. */
  public Pattern id() {
    return id;
  }
}

package io.millrace.service.definition;

import io.millrace.schemas.Topics;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.device.DeviceCompiler;
import io.millrace.udfs.rules.RuleSlots;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The kinds of definitions that the service keeps. */
public enum Kind {
  RULES("rule", Topics.CONTROL_RULES, DocumentReader.ID),
  MAPPINGS("mapping", Topics.CONTROL_MAPPINGS, DocumentReader.ID),
  DEVICES("device", Topics.CONTROL_DEVICES, DeviceCompiler.ID),
  SOURCES("source", Topics.CONTROL_SOURCES, DocumentReader.ID),
  CODECS("codec", Topics.CONTROL_CODECS, DocumentReader.ID),
  OBJECT_MAPPINGS("object-mapping", Topics.CONTROL_OBJECT_MAPPINGS, DocumentReader.ID),

  /** The ontology: there is one, of the id {@link io.millrace.udfs.ontology.Ontology#ID}. */
  ONTOLOGY("ontology", Topics.CONTROL_ONTOLOGY, DocumentReader.ID),

  /** Versions of rules on trial: each runs beside the rule of its id. */
  SHADOWS("shadow", Topics.CONTROL_RULES, DocumentReader.ID);

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

  /** The key of a definition in the control topic, which is its id there. */
  public String key(String id) {
    return this == SHADOWS ? id + RuleSlots.SHADOW : id;
  }

  /** Whether versions of this kind are in force from a time on, and not from when they come. */
  boolean timed() {
    return this == RULES || this == SHADOWS;
  }

  /** The form that ids have. */
  public Pattern id() {
    return id;
  }
}

package io.millrace.schemas;

/** Names of the topics of the catalogue; {@link TopicCatalogue} says how each is set up. */
public final class Topics {
  public static final String DEVICE_MESSAGES = "device-messages";
  public static final String OBSERVATIONS = "observations";
  public static final String OBJECT_EVENTS = "object-events";
  public static final String OBJECT_EDITS = "object-edits";
  public static final String EDIT_OUTCOMES = "edit-outcomes";
  public static final String OBJECT_FINDINGS = "object-findings";
  public static final String DATASET_ROWS = "dataset-rows";
  public static final String OBJECT_COMMANDS = "object-commands";
  public static final String DEVICE_COMMANDS = "device-commands";
  public static final String COMMAND_OUTCOMES = "command-outcomes";
  public static final String ALERTS = "alerts";
  public static final String SHADOW_ALERTS = "shadow-alerts";
  public static final String DEAD_LETTERS = "dead-letters";
  public static final String CONTROL_DEVICES = "control-devices";
  public static final String CONTROL_MAPPINGS = "control-mappings";
  public static final String CONTROL_SOURCES = "control-sources";
  public static final String CONTROL_RULES = "control-rules";
  public static final String CONTROL_CODECS = "control-codecs";
  public static final String CONTROL_ONTOLOGY = "control-ontology";
  public static final String CONTROL_OBJECT_MAPPINGS = "control-object-mappings";
  public static final String CONTROL_ACKS = "control-acks";

  private Topics() {}
}

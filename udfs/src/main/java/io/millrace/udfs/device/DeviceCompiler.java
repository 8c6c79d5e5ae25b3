package io.millrace.udfs.device;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a device: {@code {"id", "type", "labels", "state": active|disabled|decommissioned}}. */
public final class DeviceCompiler implements DefinitionCompiler<Device> {
  /** Device ids come from the field: more is allowed than in other ids. */
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,256}");

  @Override
  public Device compile(Definition definition) throws DefinitionException {
    DocumentReader reader = DocumentReader.of(definition.getDocument());
    reader.only(Set.of("id", "type", "labels", "state"));
    String id = reader.id(definition, ID);
    String type = reader.matching("type", DocumentReader.ID);
    Map<String, String> labels = reader.object("labels").texts();
    String state = reader.oneOf("state", List.of("active", "disabled", "decommissioned"), "active");
    reader.check();
    return new Device(id, type, labels, state.equals("active"));
  }
}

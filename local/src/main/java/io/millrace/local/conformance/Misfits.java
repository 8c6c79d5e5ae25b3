package io.millrace.local.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

/**
 * Where two schemas do not fit, as {@code TYPE at /place/in/the/reader}. Avro 1.11 says "/" for
 * whatever lies within a union that the reader lacks; so records, arrays, maps and such unions are
 * walked through here, and Avro judges what remains.
 */
final class Misfits {
  private final Set<String> found = new TreeSet<>();
  private final Set<List<Schema>> seen = new HashSet<>();

  private Misfits() {}

  static Set<String> of(Schema reader, Schema writer) {
    Misfits misfits = new Misfits();
    misfits.walk(reader, writer, "");
    return misfits.found;
  }

  private void walk(Schema reader, Schema writer, String place) {
    // A pair that is met again within itself fits if all else does.
    if (!seen.add(List.of(reader, writer))) {
      return;
    }
    if (writer.getType() == Type.UNION && reader.getType() != Type.UNION) {
      for (int i = 0; i < writer.getTypes().size(); i++) {
        walk(reader, writer.getTypes().get(i), place + "/" + i);
      }
    } else if (reader.getType() != writer.getType()) {
      judge(reader, writer, place);
    } else if (reader.getType() == Type.ARRAY) {
      walk(reader.getElementType(), writer.getElementType(), place + "/items");
    } else if (reader.getType() == Type.MAP) {
      walk(reader.getValueType(), writer.getValueType(), place + "/values");
    } else if (reader.getType() == Type.RECORD) {
      record(reader, writer, place);
    } else {
      judge(reader, writer, place);
    }
  }

  private void record(Schema reader, Schema writer, String place) {
    for (Schema.Field field : reader.getFields()) {
      Schema.Field written = SchemaCompatibility.lookupWriterField(writer, field);
      String at = place + "/fields/" + field.pos();
      if (written != null) {
        walk(field.schema(), written.schema(), at + "/type");
      } else if (!field.hasDefaultValue()) {
        found.add(SchemaIncompatibilityType.READER_FIELD_MISSING_DEFAULT_VALUE + " at " + at);
      }
    }
    if (!SchemaCompatibility.schemaNameEquals(reader, writer)) {
      found.add(SchemaIncompatibilityType.NAME_MISMATCH + " at " + place + "/name");
    }
  }

  private void judge(Schema reader, Schema writer, String place) {
    for (Incompatibility misfit :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      String within = misfit.getLocation().equals("/") ? "" : misfit.getLocation();
      String at = place + within;
      found.add(misfit.getType() + " at " + (at.isEmpty() ? "/" : at));
    }
  }
}

package io.millrace.udfs.device;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a device: {@code {"id", "type", "labels", "state": active|disabled|decommissioned,
 * "parent", "objects": [{"type", "id"}], "commands": [NAME], "listens": [{"objectType", "objectId",
 * "properties", "command"}], "codec": {"id", "fPort"}, "transport": {"kind": mqtt|http|signalr,
 * …}}}.
 */
public final class DeviceCompiler implements DefinitionCompiler<Device> {
  /** Device ids come from the field: more is allowed than in other ids. */
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,256}");

  /** Names of commands: they fill in placeholders of topics and URLs. */
  public static final Pattern COMMAND = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");

  /** What a device is told of a change by where it names no command of its own. */
  public static final String CHANGED = "object-changed";

  private static final int LONGEST_OBJECT_ID = 512;
  private static final String EVERY = "*";
  private static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of(
              "id",
              "type",
              "labels",
              "state",
              "parent",
              "objects",
              "commands",
              "listens",
              CommandCodecReader.FIELD,
              "transport"));

  @Override
  public Device compile(Definition definition) throws DefinitionException {
    DocumentReader reader = DocumentReader.of(definition.getDocument());
    reader.only(FIELDS);
    String id = reader.id(definition, ID);
    String type = reader.matching("type", DocumentReader.ID);
    Map<String, String> labels = reader.object("labels").texts();
    DeviceState state = state(reader);
    String parent = parent(reader, id);
    List<ObjectRef> objects = reader.objectList("objects").stream().map(this::object).toList();
    Set<String> commands = commands(reader);
    List<Listening> listens = listens(reader, objects);
    CommandCodec codec = CommandCodecReader.read(reader);
    Transport transport =
        reader.has("transport") ? new TransportReader(reader.object("transport")).read() : null;
    if (!listens.isEmpty() && parent == null && !reader.has("transport")) {
      reader.problem("listens", "Needs a transport or a parent: nothing could tell the device");
    }
    reader.check();
    return new Device(
        id,
        definition.getVersion(),
        type,
        labels,
        state,
        parent,
        objects,
        commands,
        listens,
        codec,
        transport);
  }

  private static DeviceState state(DocumentReader reader) {
    List<String> words = Arrays.stream(DeviceState.values()).map(DeviceState::word).toList();
    String word = reader.oneOf("state", words, DeviceState.ACTIVE.word());
    int index = words.indexOf(word);
    return index < 0 ? DeviceState.ACTIVE : DeviceState.values()[index];
  }

  private static @Nullable String parent(DocumentReader reader, String id) {
    if (!reader.has("parent")) {
      return null;
    }
    String parent = reader.matching("parent", ID);
    if (!parent.isEmpty() && parent.equals(id)) {
      reader.problem("parent", "A device is not its own gateway");
    }
    return parent;
  }

  private ObjectRef object(DocumentReader reader) {
    reader.only(new TreeSet<>(Set.of("type", "id")));
    return new ObjectRef(reader.matching("type", DocumentReader.ID), objectId(reader, "id"));
  }

  private static String objectId(DocumentReader reader, String field) {
    String id = reader.text(field);
    if (id.length() > LONGEST_OBJECT_ID) {
      reader.problem(field, "May have at most " + LONGEST_OBJECT_ID + " characters");
    }
    return id;
  }

  private static Set<String> commands(DocumentReader reader) {
    Set<String> commands = new LinkedHashSet<>(reader.textList("commands"));
    commands.stream()
        .filter(name -> !COMMAND.matcher(name).matches())
        .forEach(name -> reader.problem("commands", "'" + name + "' must match " + COMMAND));
    return commands;
  }

  private static List<Listening> listens(DocumentReader reader, List<ObjectRef> objects) {
    List<Listening> listens = new ArrayList<>();
    for (DocumentReader element : reader.objectList("listens")) {
      element.only(new TreeSet<>(Set.of("objectType", "objectId", "properties", "command")));
      String type = element.matching("objectType", DocumentReader.ID);
      Set<String> properties = new TreeSet<>(element.textList("properties"));
      String command = element.has("command") ? element.matching("command", COMMAND) : CHANGED;
      for (String id : ids(element, type, objects)) {
        listens.add(new Listening(type, id.equals(EVERY) ? null : id, properties, command));
      }
    }
    return listens;
  }

  /** Those that are named, or else all of this type that the device stands for. */
  private static List<String> ids(DocumentReader element, String type, List<ObjectRef> objects) {
    if (element.has("objectId")) {
      return List.of(objectId(element, "objectId"));
    }
    List<String> own =
        objects.stream().filter(object -> object.type().equals(type)).map(ObjectRef::id).toList();
    if (own.isEmpty() && !type.isEmpty()) {
      element.problem(
          "objectId", "Is required: the device stands for no object of type '" + type + "'");
    }
    return own;
  }
}

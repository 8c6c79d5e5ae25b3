package io.millrace.jobs.objectify;

import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.VersionEnd;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What comes to the objects: one of the three.
 *
 * @param said of the object whose key this is
 * @param edit of the same
 * @param end goes to all objects: one with a key of each key group comes, see {@link KeyGroupKeys}
 */
public record ObjectInput(
    String key, @Nullable ObjectSaid said, @Nullable ObjectEdit edit, @Nullable VersionEnd end) {

  static ObjectInput of(ObjectSaid said) {
    return new ObjectInput(key(said.getObjectType(), said.getObjectId()), said, null, null);
  }

  static ObjectInput of(ObjectEdit edit) {
    return new ObjectInput(key(edit.getObjectType(), edit.getObjectId()), null, edit, null);
  }

  static ObjectInput of(VersionEnd end, String key) {
    return new ObjectInput(key, null, null, end);
  }

  /** No object type has a slash, so no two objects share a key. */
  static String key(String objectType, String objectId) {
    return objectType + "/" + objectId;
  }

  static String objectType(String key) {
    return key.substring(0, key.indexOf('/'));
  }

  static String objectId(String key) {
    return key.substring(key.indexOf('/') + 1);
  }

  static TypeInformation<ObjectInput> type() {
    return Types.POJO(
        ObjectInput.class,
        Map.of(
            "key", Types.STRING,
            "said", new AvroTypeInfo<>(ObjectSaid.class),
            "edit", new AvroTypeInfo<>(ObjectEdit.class),
            "end", new AvroTypeInfo<>(VersionEnd.class)));
  }
}

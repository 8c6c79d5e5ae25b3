package io.millrace.udfs.mapping;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables that the expressions of a mapping see, with their types; {@link Scope} has them.
 */
final class Variables {
  /** What the message says: any value. */
  static final String PAYLOAD = "payload";

  /** The record of the device that the observation is of: {@code id}, {@code type}, … */
  static final String DEVICE = "device";

  /** The record of the device that sent the message. */
  static final String GATEWAY = "gateway";

  /** The message's headers: texts by name. */
  static final String HEADERS = "headers";

  /** The mapping's lookup tables by name. */
  static final String LOOKUPS = "lookups";

  /** What the mapping's codec made of the message; only where it names one. */
  static final String DECODED = "decoded";

  /** The element that the observation is made of. */
  static final String ITEM = "item";

  /** Its key, where a map is gone through. */
  static final String KEY = "key";

  /** Its place, from 0. */
  static final String INDEX = "index";

  static final List<String> NAMES =
      List.of(PAYLOAD, DEVICE, GATEWAY, HEADERS, LOOKUPS, DECODED, ITEM, KEY, INDEX);

  private static final MapType RECORD = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private Variables() {}

  /** Of expressions that are evaluated once for a message. */
  static Map<String, CelType> ofMessage() {
    Map<String, CelType> types = new HashMap<>();
    types.put(PAYLOAD, SimpleType.DYN);
    types.put(DEVICE, RECORD);
    types.put(GATEWAY, RECORD);
    types.put(HEADERS, MapType.create(SimpleType.STRING, SimpleType.STRING));
    types.put(LOOKUPS, MapType.create(SimpleType.STRING, RECORD));
    return types;
  }

  /** Of expressions that are evaluated after the codec, where there is one. */
  static Map<String, CelType> ofMessage(boolean codec) {
    Map<String, CelType> types = ofMessage();
    if (codec) {
      types.put(DECODED, SimpleType.DYN);
    }
    return types;
  }

  /** Of expressions that are evaluated for each element. */
  static Map<String, CelType> ofElement(boolean codec) {
    Map<String, CelType> types = ofMessage(codec);
    types.put(ITEM, SimpleType.DYN);
    types.put(KEY, SimpleType.DYN);
    types.put(INDEX, SimpleType.INT);
    return types;
  }
}

package io.millrace.udfs.format;

import java.util.List;
import java.util.Map;

/**
 * What the MQTT topic of a Sparkplug message says: {@code spBv1.0/GROUP/MESSAGE_TYPE/NODE[/DEVICE]}
 * (specification 3.0, section 4.1).
 *
 * @param place {@code GROUP/NODE} or {@code GROUP/NODE/DEVICE}; empty where nothing says it
 */
record SparkplugTopic(String place, Kind kind) {
  private static final String HEADER = "mqtt-topic";
  private static final String NAMESPACE = "spBv1.0";
  private static final SparkplugTopic NONE = new SparkplugTopic("", Kind.UNKNOWN);

  /** What a message is as far as births matter. */
  enum Kind {
    /** It says anew what there is. */
    BIRTH,
    /** It refers to a birth. */
    DATA,
    /** It may be either. */
    UNKNOWN
  }

  /** As the bridge notes it in the headers. */
  static SparkplugTopic of(Map<String, String> headers) {
    List<String> levels = List.of(headers.getOrDefault(HEADER, "").split("/", -1));
    if (levels.size() < 4 || levels.size() > 5 || !levels.get(0).equals(NAMESPACE)) {
      return NONE;
    }
    String place = levels.get(1) + "/" + String.join("/", levels.subList(3, levels.size()));
    return switch (levels.get(2)) {
      case "NBIRTH", "DBIRTH" -> new SparkplugTopic(place, Kind.BIRTH);
      default -> new SparkplugTopic(place, Kind.DATA);
    };
  }
}

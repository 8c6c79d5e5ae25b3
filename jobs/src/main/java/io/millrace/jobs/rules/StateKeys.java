package io.millrace.jobs.rules;

import io.millrace.udfs.rules.Key;

/**
 * Keys of rules as the texts that Flink's state is kept by: {@code machine/m1} of an object, {@code
 * machine#LENGTH:EXPRESSION VALUE} of a group. No object type has one of these signs.
 */
final class StateKeys {
  private StateKeys() {}

  static String object(String objectType, String objectId) {
    return objectType + "/" + objectId;
  }

  static String group(Key key) {
    return key.objectType() + "#" + key.by().length() + ":" + key.by() + key.value();
  }

  static Key key(String text) {
    int end = 0;
    while (text.charAt(end) != '/' && text.charAt(end) != '#') {
      end++;
    }
    String objectType = text.substring(0, end);
    if (text.charAt(end) == '/') {
      return new Key("", objectType, text.substring(end + 1));
    }
    int colon = text.indexOf(':', end);
    int value = colon + 1 + Integer.parseInt(text.substring(end + 1, colon));
    return new Key(text.substring(colon + 1, value), objectType, text.substring(value));
  }
}

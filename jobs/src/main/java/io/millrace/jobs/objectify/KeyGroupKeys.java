package io.millrace.jobs.objectify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * A key in each key group, so that a record can be sent to all subtasks by the same way as keyed
 * ones, after those that went before it; and what it leaves in keyed state is found again by
 * whoever has the key group. No object has such a key.
 */
final class KeyGroupKeys {
  private static final String PREFIX = "*/";

  private KeyGroupKeys() {}

  static List<String> of(int keyGroups) {
    String[] keys = new String[keyGroups];
    int missing = keyGroups;
    for (int i = 0; missing > 0; i++) {
      String key = PREFIX + i;
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
      if (keys[group] == null) {
        keys[group] = key;
        missing--;
      }
    }
    return new ArrayList<>(Arrays.asList(keys));
  }
}

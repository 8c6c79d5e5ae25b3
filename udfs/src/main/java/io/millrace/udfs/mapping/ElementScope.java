package io.millrace.udfs.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What expressions see where a list or map is gone through. */
public interface ElementScope extends Map<String, @Nullable Object> {
  /**
   * Goes to the next element.
   *
   * @param name its key, null within a list
   */
  void element(int place, @Nullable Object name, @Nullable Object element);
}

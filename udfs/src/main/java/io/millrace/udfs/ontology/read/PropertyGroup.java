package io.millrace.udfs.ontology.read;

import io.millrace.udfs.ontology.Property;
import java.util.Map;
import java.util.Set;

/**
 * Properties that were read together.
 *
 * @param good by name
 * @param broken names of those that are there and cannot be used; they are reported already
 */
record PropertyGroup(Map<String, Property> good, Set<String> broken) {
  boolean declares(String name) {
    return good.containsKey(name) || broken.contains(name);
  }
}

package io.millrace.service.object;

import java.util.Optional;

/**
 * A place that can tell an object as it is. Several are asked in their order ({@link
 * org.springframework.core.annotation.Order}): the next one where one does not answer, or is not as
 * far as it must be.
 */
public interface ObjectSource {
  /** What answers call it: {@code index}, {@code events}. */
  String name();

  /**
   * What it has of an object, as soon as it is as far as is demanded, or when the time for that is
   * over.
   *
   * @return empty where it has nothing of it
   * @throws io.millrace.service.problem.ProblemException unavailable where the place does not
   *     answer; of an unknown type where it knows no such objects
   */
  Optional<ObjectView> find(String type, String id, Demand demand);
}

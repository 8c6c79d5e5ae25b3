package io.millrace.udfs.ontology.type;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

/**
 * A dense vector, for search by nearness: a list of {@code dims} doubles.
 *
 * @param dims from 1 to {@link #LARGEST}
 */
public record VectorType(int dims, Similarity similarity) implements DataType {
  /** What Elasticsearch 8's dense_vector holds. */
  public static final int LARGEST = 4096;

  /** How near two vectors are. */
  public enum Similarity {
    /** By angle; a vector of zeros has none and is refused. */
    COSINE,
    /** By product, for vectors of length 1: others are refused. */
    DOT_PRODUCT,
    /** By distance. */
    L2_NORM
  }

  @Override
  public CelType celType() {
    return dev.cel.common.types.ListType.create(SimpleType.DOUBLE);
  }

  @Override
  public String text() {
    return "vector of " + dims;
  }

  @Override
  public boolean single() {
    return false;
  }
}

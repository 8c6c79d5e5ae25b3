package io.millrace.udfs.dataset.infer;

import io.millrace.udfs.inference.Tokens;

/** Ids of data sets. */
public final class DatasetIds {
  private static final int LONGEST = 90;

  private DatasetIds() {}

  /** The id for a table of this name: {@code order_details} and OrderDetails are order-details. */
  public static String of(String table) {
    String joined = String.join("-", Tokens.of(table)).replace("%", "percent");
    String id = joined.isEmpty() || !Character.isLetter(joined.charAt(0)) ? "t" + joined : joined;
    return id.length() <= LONGEST ? id : id.substring(0, LONGEST);
  }
}

package io.millrace.jobs.tables;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionSet;

/** What can be set of the tables job: the common options and PostgreSQL's. */
public final class TablesOptions {
  public static final OptionSet SET =
      CommonOptions.with(PostgresSettings.OPTIONS.toArray(new Option<?>[0]));

  private TablesOptions() {}
}

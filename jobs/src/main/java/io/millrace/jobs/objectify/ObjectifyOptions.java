package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.option.OptionSet;

/** What can be set of the objectify job: the common options alone. */
public final class ObjectifyOptions {
  public static final OptionSet SET = CommonOptions.with();

  private ObjectifyOptions() {}
}

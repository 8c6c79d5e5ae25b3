package io.millrace.local.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Cases of one kind, each with what is expected of it. */
interface Suite {
  /** Endings of the files that are its cases, where a folder is given. */
  List<String> endings();

  /** Runs the cases that this file holds. */
  List<CaseResult> run(Path file) throws IOException;
}

package io.millrace.service.edit;

/** How far an edit has come. */
enum EditStatus {
  /** It will be decided, whatever crashes. */
  ACCEPTED,
  APPLIED,
  /** It changed nothing; the code says why. */
  REFUSED
}

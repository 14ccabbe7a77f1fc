#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "reader/document.h"
#include "rule/severity.h"
#include "text/line_index.h"
#include "text/span.h"

namespace asklint {

/// What the user is told. Owns all it needs: outlives Document and Matcher.
struct Finding {
  std::string path;        ///< as given on the command line, never made absolute
  Origin origin;           ///< of the message in that file
  std::string message_id;  ///< of a mail that has one: "<1@post.example>"
  std::string code;        ///< "ASK101"
  std::string name;        ///< "third-party-favor"
  Severity severity = Severity::warning;
  std::string message;  ///< one line, no final period; in the language of `shown`
  std::string help;
  std::string suggestion;  ///< a better wording; may be empty
  std::string lang;        ///< of the paragraph: "en"
  std::string shown;       ///< language of message, help and suggestion
  Span raw;                ///< bytes of the message as stored; origin.offset leads to those of the file
  Span text;               ///< bytes of the document's text; empty for what stands outside it (the To header)
  LineColumn start, end;   ///< of raw, in the file; end is one past the last code point
  std::string excerpt;     ///< the decoded text of the finding
};

/// One ask that was heard (`--asks`).
struct Ask {
  Span raw;
  Span text;
  LineColumn start, end;  ///< in the file
  std::string excerpt;
  std::string lang;
  std::string kind;         ///< question, imperative, wish, …; as the pack names them
  std::string object;       ///< introduction, job, …; empty where none was heard
  std::string beneficiary;  ///< author, third-person
};

/// A word on the whole message, for its author.
struct Whole {
  std::size_t asks = 0;  ///< sentences that ask; none: nothing is said
  std::string label;     ///< "in all"
  std::string words;     ///< what it has and what it lacks, one line
};

}  // namespace asklint

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/result.h"
#include "text/role.h"
#include "text/source_map.h"
#include "text/span.h"

namespace asklint {

/// A run of text with one role. Blocks are ascending and do not overlap; white space between them belongs to none.
/// The reader splits at blank lines, list items and headings, so a block is at most a paragraph.
struct Block {
  Role role = Role::body;
  Span text;
};

/// Where a message lies in its file, which may be longer than 4 GiB.
struct Origin {
  std::uint64_t offset = 0;  ///< bytes of the file before the message
  std::uint32_t line = 0;    ///< lines before it
  std::uint64_t number = 0;  ///< which message of its mailbox, from 1; 0: the file is the message

  /// A place in the message as one in the file.
  [[nodiscard]] LineColumn in_file(LineColumn place) const { return {line + place.line, place.column}; }
};

enum class Kind : std::uint8_t { text, mail };

/// What the headers tell the rules.
struct MailFacts {
  std::uint32_t recipients = 0;      ///< mailboxes in To, Cc and Bcc (a group counts its members, at least one)
  bool reply = false;                ///< In-Reply-To or References, or a Subject that begins with Re:/AW:
  bool automatic = false;            ///< a machine wrote it, nothing to lint: Auto-Submitted (RFC 3834) and the like
  bool list = false;                 ///< went over a mailing list: List-Id, List-Post, List-Unsubscribe, Precedence
  std::string from_name;             ///< of the first From, decoded, valid UTF-8; often empty
  std::string from_address;          ///< of the first From, as written, valid UTF-8; empty without one
  std::string message_id;            ///< with its angle brackets, valid UTF-8; empty without one
  std::optional<std::int64_t> date;  ///< seconds since 1970 in UTC; unset without a Date that can be read
  Span to_header;                    ///< raw bytes of the To header's value; empty without one
};

/// One message, decoded. Owns everything; refers to nothing.
struct Document {
  std::string path;  ///< as the user named it
  Origin origin;
  Kind kind = Kind::text;
  bool is_template = false;        ///< placeholders are meant to be there
  std::string raw;                 ///< the message as stored: the file, or its part of a mailbox
  std::string text;                ///< decoded, valid UTF-8, what is linted: the subject line, then the body
  SourceMap to_raw;                ///< text -> raw
  std::vector<Block> blocks;       ///< ascending in text
  std::vector<Span> placeholders;  ///< text: {{name}}, [Name], <COMPANY>, ${name}, %NAME%, XXX
  std::vector<Span> words;         ///< text: what reads as one word: placeholders, and inline code of markdown
  std::vector<Span> controls;      ///< text: what reads as nothing: tags ({% if %}, {{#if}}, {# … #}) and markup
  MailFacts mail;
  std::vector<Error> warnings;  ///< what could not be read, each with its place in the file; the rest is here
};

}  // namespace asklint

#include "reader/mail/mail_parts.h"

#include <algorithm>
#include <optional>
#include <string>

namespace asklint {

namespace {

bool is_type(GMimeObject* object, const char* type, const char* subtype) {
  GMimeContentType* content = g_mime_object_get_content_type(object);
  return content != nullptr && g_mime_content_type_is_type(content, type, subtype) != 0;
}

/// A type that is none counts as plain text (RFC 2045, 5.2).
bool has_broken_type(GMimePart* part) {
  GMimeHeader* header =
      g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(part)), "Content-Type");
  const char* value = header == nullptr ? nullptr : g_mime_header_get_raw_value(header);
  return value != nullptr && std::string_view(value).find('/') == std::string_view::npos;
}

bool has_plain_type(GMimePart* part) {
  GMimeObject* object = GMIME_OBJECT(part);
  return g_mime_object_get_content_type(object) == nullptr || is_type(object, "text", "plain") ||
         is_type(object, "text", "markdown") || has_broken_type(part);
}

bool is_encrypted(GMimeObject* object) {
  return GMIME_IS_MULTIPART_ENCRYPTED(object) || is_type(object, "application", "pkcs7-mime") ||
         is_type(object, "application", "x-pkcs7-mime");
}

/// Where the words may be that are not found anywhere else.
enum class Elsewhere : std::uint8_t { nowhere, message, tnef, other_text };

class Chooser {
 public:
  Chooser(std::string_view source, const Limits& limits, const IsStub& is_stub, Troubles& troubles)
      : source_(source), limits_(limits), is_stub_(is_stub), troubles_(troubles) {}

  std::vector<TextPart> run(GMimeObject* top) {
    std::vector<TextPart> parts;
    top_ = top;
    collect(top, 0, parts);
    drop_files(parts);
    if (parts.empty() && !said_why_) say_why(top);
    return parts;
  }

 private:
  void collect(GMimeObject* object, std::uint32_t depth, std::vector<TextPart>& parts) {
    if (object == nullptr || is_beyond(object, depth)) return;
    if (is_encrypted(object)) {
      troubles_.add(place_of(object, source_), "an encrypted or sealed part is left out");
      said_why_ = true;
    } else if (GMIME_IS_MULTIPART(object)) {
      collect_multipart(GMIME_MULTIPART(object), depth, parts);
    } else if (GMIME_IS_MESSAGE_PARTIAL(object)) {
      troubles_.add(place_of(object, source_), "a piece of a message that was cut up is left out");
      said_why_ = true;
    } else if (GMIME_IS_PART(object)) {
      if (is_type(object, "application", "ms-tnef")) elsewhere_ = Elsewhere::tnef;
      if (const auto part = text_part(GMIME_PART(object))) {
        parts.push_back(*part);
      } else if (is_type(object, "text", "*") && g_mime_part_is_attachment(GMIME_PART(object)) == 0) {
        elsewhere_ = Elsewhere::other_text;
      }
    } else if (GMIME_IS_MESSAGE_PART(object)) {
      if (elsewhere_ == Elsewhere::nowhere) elsewhere_ = Elsewhere::message;  // somebody else's words
    }
  }

  bool is_beyond(GMimeObject* object, std::uint32_t depth) {
    if (++parts_ > limits_.parts) {
      if (parts_ == limits_.parts + 1)
        troubles_.add(place_of(object, source_),
                      "more than " + std::to_string(limits_.parts) + " parts: the rest is left out",
                      "--max-parts raises the limit");
      return true;
    }
    if (depth <= limits_.depth) return false;
    if (!too_deep_)
      troubles_.add(place_of(object, source_),
                    "parts nested more than " + std::to_string(limits_.depth) + " deep are left out",
                    "--max-depth raises the limit");
    too_deep_ = said_why_ = true;
    return true;
  }

  void collect_multipart(GMimeMultipart* multipart, std::uint32_t depth, std::vector<TextPart>& parts) {
    GMimeObject* object = GMIME_OBJECT(multipart);
    const int children = g_mime_multipart_get_count(multipart);
    if (is_type(object, "multipart", "alternative")) {
      collect_alternative(multipart, children, depth, parts);
      return;
    }
    // In `related` the others serve the root, in `signed` they prove the first, in `report` they are for programs.
    const bool first_only = is_type(object, "multipart", "related") || is_type(object, "multipart", "report") ||
                            GMIME_IS_MULTIPART_SIGNED(object);
    if (first_only) {
      const std::size_t before = parts.size();
      collect(root_of(multipart), depth + 1, parts);
      if (parts.size() > before) return;
    }
    for (int i = 0; i < children && parts_ <= limits_.parts; ++i) {
      const std::size_t before = parts.size();
      collect(g_mime_multipart_get_part(multipart, i), depth + 1, parts);
      if (first_only && parts.size() > before) return;
    }
  }

  /// The part that `start` names (RFC 2387); otherwise none, and they are tried in order.
  static GMimeObject* root_of(GMimeMultipart* multipart) {
    const char* start = g_mime_object_get_content_type_parameter(GMIME_OBJECT(multipart), "start");
    if (start == nullptr) return nullptr;
    std::string_view id(start);
    if (id.starts_with('<')) id.remove_prefix(1);
    if (id.ends_with('>')) id.remove_suffix(1);
    const std::string name(id);
    GMimeObject* root = g_mime_multipart_get_subpart_from_content_id(multipart, name.c_str());
    return root == GMIME_OBJECT(multipart) ? nullptr : root;
  }

  /// The same said twice: the plain one, if it has words, otherwise the last one that can be read (RFC 2046, 5.1.4).
  void collect_alternative(GMimeMultipart* multipart, int children, std::uint32_t depth, std::vector<TextPart>& parts) {
    std::vector<TextPart> plain;
    std::vector<TextPart> last;
    for (int i = 0; i < children && parts_ <= limits_.parts; ++i) {
      std::vector<TextPart> found;
      collect(g_mime_multipart_get_part(multipart, i), depth + 1, found);
      if (found.empty()) continue;
      const bool is_plain =
          std::ranges::any_of(found, [&](const TextPart& part) { return !part.html && has_words(part); });
      if (is_plain && plain.empty()) {
        plain = std::move(found);
      } else {
        last = std::move(found);
      }
    }
    const bool stub =
        plain.size() == 1 && last.size() == 1 && last.front().html && is_stub_(plain.front(), last.front());
    const std::vector<TextPart>& taken = plain.empty() || stub ? last : plain;
    parts.insert(parts.end(), taken.begin(), taken.end());
  }

  [[nodiscard]] bool has_words(const TextPart& part) const {
    return slice(source_, part.source).find_first_not_of(" \t\r\n") != std::string_view::npos;
  }

  /// The whole body is the message, whatever its disposition says.
  [[nodiscard]] bool is_attachment(GMimePart* part) const {
    return GMIME_OBJECT(part) != top_ && g_mime_part_is_attachment(part) != 0;
  }

  std::optional<TextPart> text_part(GMimePart* part) const {
    const bool html =
        is_type(GMIME_OBJECT(part), "text", "html") || is_type(GMIME_OBJECT(part), "application", "xhtml+xml");
    if ((!html && !has_plain_type(part)) || is_attachment(part)) {
      return std::nullopt;
    }
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    GMimeStream* stream = content == nullptr ? nullptr : g_mime_data_wrapper_get_stream(content);
    if (stream == nullptr) return std::nullopt;
    const auto size = static_cast<gint64>(source_.size());
    const gint64 begin = std::clamp<gint64>(stream->bound_start, 0, size);
    const gint64 end = stream->bound_end < 0 ? size : std::clamp<gint64>(stream->bound_end, begin, size);
    const bool named = g_mime_part_get_filename(part) != nullptr;
    return TextPart{part, html, named, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
  }

  /// A text that has a file name came along, even where it is shown inline; unless there is nothing else.
  void drop_files(std::vector<TextPart>& parts) const {
    const bool others =
        std::ranges::any_of(parts, [&](const TextPart& part) { return !part.named && has_words(part); });
    if (others) std::erase_if(parts, [](const TextPart& part) { return part.named; });
  }

  /// A mail of pictures and files alone is as it should be, and nothing to speak of.
  void say_why(GMimeObject* top) {
    if (is_type(top, "multipart", "report")) return;  // by a machine for a machine
    const std::uint32_t place = place_of(top, source_);
    switch (elsewhere_) {
      case Elsewhere::message:
        return troubles_.add(place, "there is only somebody else's message in this mail, passed on: it is not linted");
      case Elsewhere::tnef:
        return troubles_.add(place, "the words of this mail are in a winmail.dat, which is not read");
      case Elsewhere::other_text:
        return troubles_.add(place, "the words of this mail are neither plain text nor HTML: they are not read");
      case Elsewhere::nowhere:
        return;
    }
  }

  std::string_view source_;
  const Limits& limits_;
  const IsStub& is_stub_;
  Troubles& troubles_;
  GMimeObject* top_ = nullptr;
  std::uint32_t parts_ = 0;
  bool too_deep_ = false;
  bool said_why_ = false;  ///< a trouble tells why there are no words
  Elsewhere elsewhere_ = Elsewhere::nowhere;
};

}  // namespace

std::vector<TextPart> text_parts(GMimeObject* top, std::string_view source, const Limits& limits, const IsStub& is_stub,
                                 Troubles& troubles) {
  return Chooser(source, limits, is_stub, troubles).run(top);
}

std::uint32_t place_of(GMimeObject* object, std::string_view source) {
  gint64 offset = -1;
  if (GMimeHeaderList* headers = g_mime_object_get_header_list(object); g_mime_header_list_get_count(headers) > 0) {
    offset = g_mime_header_get_offset(g_mime_header_list_get_header_at(headers, 0));
  } else if (GMIME_IS_PART(object)) {  // without a header of its own, it begins with its words
    GMimeDataWrapper* content = g_mime_part_get_content(GMIME_PART(object));
    GMimeStream* stream = content == nullptr ? nullptr : g_mime_data_wrapper_get_stream(content);
    if (stream != nullptr) offset = stream->bound_start;
  }
  return offset < 0 || static_cast<std::uint64_t>(offset) > source.size() ? 0 : static_cast<std::uint32_t>(offset);
}

}  // namespace asklint

// The words and places that events refer to by number. Append-only.
#pragma once

#include "core/base/call_site.hpp"
#include "core/trace/event.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace loopscope::trace {

struct Site {
    // The path as the compiler or the interpreter saw it.
    std::string file;
    std::string function;
    std::uint32_t line = 0;
};

// Keeps what is put into Tables elsewhere too, in the same order: entry by entry, each before its number is
// given out. May take its time.
class TableLog {
public:
    virtual ~TableLog() = default;
    virtual void add(std::string_view text) = 0;
    virtual void add(const Site& site) = 0;
};

// Longer texts are cut, with a note of how long they were.
inline constexpr std::size_t kLongestText = std::size_t{16} << 20U;

// Any thread may call anything. A reference that was handed out stays valid and unchanged for as
// long as the Tables live, so readers hold no lock while they use it.
class Tables {
public:
    explicit Tables(std::shared_ptr<TableLog> log = nullptr);

    // The same text has the same id. Id 0 is the empty text.
    StringId intern(std::string_view text);
    // A text that is likely to be unique (output, messages): stored, not looked up.
    StringId store(std::string text);
    [[nodiscard]] const std::string& string(StringId id) const;  // unknown id: the empty text

    // Ids are dense: those in use are below this.
    [[nodiscard]] StringId string_count() const;
    [[nodiscard]] SiteId site_count() const;

    // The same (file pointer, line) has the same id. Id 0 is "unknown".
    SiteId intern(const CallSite& site);
    // For sites that were read from somewhere instead of compiled in.
    SiteId intern(Site site);
    [[nodiscard]] const Site& site(SiteId id) const;  // unknown id: line 0

    // The file of a site as it is shown: the shortest end of its path that tells it from all other files so
    // far.
    [[nodiscard]] std::string shown_file(SiteId id) const;

private:
    StringId append(std::string text, bool to_be_found);

    const std::shared_ptr<TableLog> log_;
    // Held while an entry is logged and added, so that the order is the same in both; taken before the other,
    // which is never held for long.
    std::mutex adding_;
    mutable std::mutex mutex_;  // guards what follows
    std::deque<std::string> strings_;
    std::unordered_map<std::string_view, StringId> string_ids_;
    std::deque<Site> sites_;
    std::unordered_map<std::string, SiteId> site_ids_;
    std::unordered_map<std::uint64_t, SiteId> call_site_ids_;
    std::unordered_set<std::string> known_files_;
    // By base name, the known files that end in it.
    std::unordered_map<std::string, std::vector<std::string>> files_;
};

}  // namespace loopscope::trace

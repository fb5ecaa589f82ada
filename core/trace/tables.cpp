#include "core/trace/tables.hpp"

#include "core/trace/place.hpp"

#include <utility>

namespace loopscope::trace {
namespace {

void cut(std::string& text) {
    if (text.size() <= kLongestText) return;
    const std::string note = "... (" + std::to_string(text.size()) + " bytes in all)";
    text.resize(kLongestText - note.size());
    // Not within a character.
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
    if (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80U) != 0) text.pop_back();
    text += note;
}

}  // namespace

Tables::Tables(std::shared_ptr<TableLog> log) : log_(std::move(log)) {
    strings_.emplace_back();
    sites_.emplace_back();
}

StringId Tables::intern(std::string_view text) {
    if (text.empty()) return 0;
    const auto known = [&]() -> StringId {
        const std::scoped_lock lock{mutex_};
        const auto found = string_ids_.find(text);
        return found == string_ids_.end() ? 0 : found->second;
    };
    if (const StringId id = known()) return id;
    const std::scoped_lock lock{adding_};
    if (const StringId id = known()) return id;
    return append(std::string(text), true);
}

StringId Tables::store(std::string text) {
    if (text.empty()) return 0;
    const std::scoped_lock lock{adding_};
    return append(std::move(text), false);
}

// Under adding_.
StringId Tables::append(std::string text, bool to_be_found) {
    cut(text);
    if (log_) log_->add(std::string_view(text));
    const std::scoped_lock lock{mutex_};
    const auto id = static_cast<StringId>(strings_.size());
    strings_.push_back(std::move(text));
    if (to_be_found) string_ids_.emplace(strings_.back(), id);
    return id;
}

const std::string& Tables::string(StringId id) const {
    const std::scoped_lock lock{mutex_};
    return id < strings_.size() ? strings_[id] : strings_.front();
}

StringId Tables::string_count() const {
    const std::scoped_lock lock{mutex_};
    return static_cast<StringId>(strings_.size());
}

SiteId Tables::site_count() const {
    const std::scoped_lock lock{mutex_};
    return static_cast<SiteId>(sites_.size());
}

SiteId Tables::intern(const CallSite& site) {
    if (site.line == 0) return 0;
    // Two literals at one address are one text; the same text at two addresses only costs a second entry.
    const auto key = reinterpret_cast<std::uintptr_t>(site.file) * 0x9E3779B97F4A7C15ULL ^ site.line;
    {
        const std::scoped_lock lock{mutex_};
        if (const auto found = call_site_ids_.find(key); found != call_site_ids_.end()) return found->second;
    }
    const SiteId id = intern(Site{site.file, site.function, site.line});
    const std::scoped_lock lock{mutex_};
    call_site_ids_.emplace(key, id);
    return id;
}

SiteId Tables::intern(Site site) {
    if (site.line == 0) return 0;
    const std::string key = site.file + ':' + std::to_string(site.line);
    const std::scoped_lock order{adding_};
    {
        const std::scoped_lock lock{mutex_};
        if (const auto found = site_ids_.find(key); found != site_ids_.end()) return found->second;
    }
    if (log_) log_->add(site);
    const std::scoped_lock lock{mutex_};
    if (known_files_.insert(site.file).second) files_[std::string{base_name(site.file)}].push_back(site.file);
    const auto id = static_cast<SiteId>(sites_.size());
    sites_.push_back(std::move(site));
    site_ids_.emplace(key, id);
    return id;
}

const Site& Tables::site(SiteId id) const {
    const std::scoped_lock lock{mutex_};
    return id < sites_.size() ? sites_[id] : sites_.front();
}

std::string Tables::shown_file(SiteId id) const {
    const std::scoped_lock lock{mutex_};
    if (id >= sites_.size()) return {};
    const std::string& file = sites_[id].file;
    const auto alike = files_.find(std::string{base_name(file)});
    return std::string{alike == files_.end() ? base_name(file) : short_path(file, alike->second)};
}

}  // namespace loopscope::trace

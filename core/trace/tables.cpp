#include "core/trace/tables.hpp"

#include <utility>

namespace loopscope::trace {
namespace {

std::string base_name(std::string_view path) {
    const auto slash = path.rfind('/');
    return std::string{slash == std::string_view::npos ? path : path.substr(slash + 1)};
}

}  // namespace

Tables::Tables() {
    strings_.emplace_back();
    sites_.emplace_back();
}

StringId Tables::intern(std::string_view text) {
    if (text.empty()) return 0;
    const std::scoped_lock lock{mutex_};
    if (const auto found = string_ids_.find(text); found != string_ids_.end()) return found->second;
    const auto id = static_cast<StringId>(strings_.size());
    strings_.emplace_back(text);
    string_ids_.emplace(strings_.back(), id);
    return id;
}

StringId Tables::store(std::string text) {
    if (text.empty()) return 0;
    const std::scoped_lock lock{mutex_};
    strings_.push_back(std::move(text));
    return static_cast<StringId>(strings_.size() - 1);
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
    const SiteId id = intern(Site{base_name(site.file), site.function, site.line});
    const std::scoped_lock lock{mutex_};
    call_site_ids_.emplace(key, id);
    return id;
}

SiteId Tables::intern(Site site) {
    if (site.line == 0) return 0;
    std::string key = site.file + ':' + std::to_string(site.line);
    const std::scoped_lock lock{mutex_};
    const auto [place, added] = site_ids_.emplace(std::move(key), static_cast<SiteId>(sites_.size()));
    if (added) sites_.push_back(std::move(site));
    return place->second;
}

const Site& Tables::site(SiteId id) const {
    const std::scoped_lock lock{mutex_};
    return id < sites_.size() ? sites_[id] : sites_.front();
}

}  // namespace loopscope::trace

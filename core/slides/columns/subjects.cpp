#include "core/slides/columns/subjects.hpp"

#include "core/slides/subjects.hpp"

namespace loopscope::slides {

using trace::Event;
using trace::Kind;
using trace::Wait;

void ColumnSubjects::note(const Event& e) {
    const auto text = static_cast<trace::StringId>(e.arg);
    switch (e.kind) {
        case Kind::FdWatched: descriptors_[e.object] = text; break;
        case Kind::ProcessSpawned: processes_[e.object] = text; break;
        case Kind::WorkQueued: work_[e.object] = text; break;
        case Kind::ObjectCreated: objects_[e.object] = text; break;
        default: break;
    }
}

std::uint32_t ColumnSubjects::of(const Event& suspended) {
    switch (suspended.as<Wait>()) {
        case Wait::Fd: return find(descriptors_, suspended.arg);
        case Wait::Process: return find(processes_, suspended.arg, true);
        case Wait::Worker: return find(work_, suspended.arg);
        case Wait::Event:
        case Wait::Lock:
        case Wait::Semaphore:
        case Wait::Queue:
        case Wait::Future: return find(objects_, suspended.arg);
        default: return 0;
    }
}

std::uint32_t ColumnSubjects::find(const Named& named, std::int64_t subject, bool is_command) {
    const auto found = named.find(subject);
    if (found == named.end()) return 0;
    std::string name = one_line(tables_.string(found->second));
    if (is_command) name = program_of(name);
    if (name.empty()) return 0;
    const auto [place, is_new] = indices_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(std::move(name));
    return place->second;
}

}  // namespace loopscope::slides

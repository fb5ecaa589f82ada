#include "core/quiz/marks.hpp"

#include "core/lessons/when.hpp"

#include <algorithm>

namespace loopscope::quiz {

using trace::Kind;

namespace {

// What follows these belongs to the same moment, and nothing can come between.
bool has_followers(Kind kind) {
    switch (kind) {
        case Kind::TimerDue:
        case Kind::FdReady:
        case Kind::WorkEnd:
        case Kind::ProcessExited:
        case Kind::TaskSuspended:
        case Kind::TaskEnded:
        case Kind::ObjectChanged: return true;
        default: return false;
    }
}

bool follows(Kind kind) {
    return kind == Kind::TaskReady || kind == Kind::TimerCancelled || kind == Kind::FdUnwatched;
}

}  // namespace

MarkReader::MarkReader(const std::vector<lessons::QuestionMark>& questions, lessons::Mode mode) {
    for (std::size_t i = 0; i < questions.size(); ++i) {
        if (questions[i].mode != mode) continue;
        Waiting waiting;
        waiting.question = static_cast<int>(i);
        waiting.when = questions[i].when;
        waiting.left = std::max(1, questions[i].nth);
        if (waiting.when.kind == Kind::None) {  // a run begins only once
            waiting.when.kind = Kind::RunBegin;
            waiting.left = 1;
        }
        waiting_.push_back(waiting);
    }
}

std::vector<ReachedMark> MarkReader::read(const timeline::Timeline& timeline) {
    std::vector<ReachedMark> reached;
    for (; seen_ < timeline.size() && !waiting_.empty(); ++seen_) {
        const trace::Event& e = timeline[seen_];
        if (trace::is_control(e.kind)) continue;
        const bool ends_moment = !follows(e.kind);
        std::erase_if(waiting_, [&](const Waiting& w) {
            if (!w.settling || !ends_moment) return false;
            reached.push_back({w.question, settled_});
            return true;
        });
        settled_ = seen_ + 1;
        std::erase_if(waiting_, [&](Waiting& w) {
            if (w.settling || !lessons::fits(w.when, e) || --w.left > 0) return false;
            if (has_followers(e.kind)) {
                w.settling = true;
                return false;
            }
            reached.push_back({w.question, seen_ + 1});
            return true;
        });
    }
    return reached;
}

}  // namespace loopscope::quiz

#include "app/quiz/veil.hpp"

#include <algorithm>
#include <span>

namespace loopscope::app::quiz {

const timeline::Timeline& Veil::up_to(const timeline::Timeline& source, std::size_t position) {
    position = std::min(position, source.size());
    const bool same =
        shown_ && source_ == &source && shown_->size() <= position && &shown_->tables() == &source.tables();
    if (!same) {
        source_ = &source;
        shown_ = std::make_unique<timeline::Timeline>(source.shared_tables());
    }
    shown_->append(std::span(source.events()).subspan(shown_->size(), position - shown_->size()));
    return *shown_;
}

void Veil::drop() {
    source_ = nullptr;
    shown_.reset();
}

}  // namespace loopscope::app::quiz

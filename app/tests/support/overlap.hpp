// Looks over a display list for what a designer would send back: texts that lie on one another, texts that
// leave the place they are clipped to.
#pragma once

#include "core/stage/display_list.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace loopscope::app::test {

struct PlacedText {
    stage::Rect box;
    std::string text;
    std::size_t item = 0;  // index in the list
    stage::Rect clip;
};

inline stage::Rect common(stage::Rect a, stage::Rect b) {
    const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

inline bool meet(stage::Rect a, stage::Rect b, float by) {
    const stage::Rect c = common(a, b);
    return c.w > by && c.h > by;
}

class OverlapCheck {
public:
    OverlapCheck(const stage::DisplayList& list, const stage::TextMetrics& metrics, stage::Rect window)
        : list_(list), metrics_(metrics) {
        std::vector<stage::Rect> clips{window};
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            if (const auto* clip = std::get_if<stage::ClipItem>(&list.items[i])) {
                if (clip->push) {
                    clips.push_back(common(clips.back(), clip->box));
                } else if (clips.size() > 1) {
                    clips.pop_back();
                }
            } else if (const auto* text = std::get_if<stage::TextItem>(&list.items[i])) {
                place(*text, i, clips.back());
            }
        }
        open_clips = clips.size() - 1;
    }

    // "a" lies on "b", one line each; empty: all is well.
    [[nodiscard]] std::vector<std::string> overlaps() const {
        std::vector<std::string> found;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            for (std::size_t j = i + 1; j < texts.size(); ++j) {
                const stage::Rect both =
                    common(common(texts[i].box, texts[i].clip), common(texts[j].box, texts[j].clip));
                if (both.w <= 1.5F || both.h <= 2.5F || hidden(both, texts[i].item, texts[j].item)) continue;
                found.push_back('"' + texts[j].text + "\" lies on \"" + texts[i].text + "\" at " +
                                std::to_string(both.x) + ", " + std::to_string(both.y));
            }
        }
        return found;
    }

    // Texts that are cut at the left or right edge of their panel. Above and below a scrolled panel cuts.
    [[nodiscard]] std::vector<std::string> cut() const {
        std::vector<std::string> found;
        for (const PlacedText& t : texts) {
            if (!meet(t.box, t.clip, 1)) continue;  // scrolled out of sight
            if (t.box.x < t.clip.x - 1.5F || t.box.right() > t.clip.right() + 1.5F)
                found.push_back('"' + t.text + "\" leaves its place at " + std::to_string(t.box.x) + ", " +
                                std::to_string(t.box.y));
        }
        return found;
    }

    std::vector<PlacedText> texts;
    std::size_t open_clips = 0;

private:
    void place(const stage::TextItem& text, std::size_t item, stage::Rect clip) {
        const float w = metrics_.width(text.font, text.text);
        // The height of the letters, not of the line.
        const float h = metrics_.line_height(text.font) * 0.6F;
        float x = text.at.x;
        if (text.align == stage::Align::Center) x -= w / 2;
        if (text.align == stage::Align::Right) x -= w;
        texts.push_back({{x, text.at.y - h / 2, w, h}, text.text, item, clip});
    }

    // Something opaque was laid between the two: a card of an overlay, a chip behind a label.
    [[nodiscard]] bool hidden(stage::Rect place, std::size_t from, std::size_t to) const {
        for (std::size_t i = from + 1; i < to; ++i) {
            const auto* box = std::get_if<stage::BoxItem>(&list_.items[i]);
            if (!box || !box->filled || box->fill.alpha < 1) continue;
            const stage::Rect seen = common(box->box, place);
            if (seen.w >= place.w - 1 && seen.h >= place.h - 1) return true;
        }
        return false;
    }

    const stage::DisplayList& list_;
    const stage::TextMetrics& metrics_;
};

}  // namespace loopscope::app::test

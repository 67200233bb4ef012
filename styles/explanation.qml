<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- What a factor adds to the logarithm of the odds, in classes of factors of the odds: ColorBrewer's PuOr. At first recent incidents in the cell itself, band 5. -->
<qgis version="3.40.0" styleCategories="Symbology">
 <pipe>
  <provider>
   <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
  </provider>
  <rasterrenderer type="singlebandpseudocolor" band="5" opacity="0.55" alphaBand="-1" classificationMin="-1000" classificationMax="1000">
   <rastershader>
    <colorrampshader colorRampType="DISCRETE" classificationMode="1" clip="0" minimumValue="-1000" maximumValue="1000">
     <item value="-1.38629436111989" color="#542788" alpha="255" label="odds less than a quarter"/>
     <item value="-0.693147180559945" color="#998ec3" alpha="255" label="odds a quarter to a half"/>
     <item value="-0.22314355131421" color="#d8daeb" alpha="255" label="odds a half to four fifths"/>
     <item value="0.22314355131421" color="#f7f7f7" alpha="255" label="odds about the same"/>
     <item value="0.693147180559945" color="#fee0b6" alpha="255" label="odds up to twofold"/>
     <item value="1.38629436111989" color="#f1a340" alpha="255" label="odds up to fourfold"/>
     <item value="1000" color="#b35806" alpha="255" label="odds more than fourfold"/>
    </colorrampshader>
   </rastershader>
  </rasterrenderer>
  <rasterresampler maxOversampling="2"/>
  <resamplingStage>resamplingFilter</resamplingStage>
 </pipe>
 <blendMode>0</blendMode>
</qgis>
